import { Button, Stack } from '@mantine/core';
import { IconCalendarPlus, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { z } from 'zod';
import { useEvent } from '../events/use-event.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { useAddress } from '../ui/use-address.js';
import { Compare } from './Compare.js';
import { PlanView } from './PlanView.js';
import { RunForm } from './RunForm.js';
import { RunLive } from './RunLive.js';
import { RunList } from './RunList.js';
import { Scope } from './Scope.js';
import { isGoing, isPlan, useSchedule, type ScheduleDesk } from './use-schedule.js';
import './schedule.css';

/** For organisers: every agreed meeting gets a time, is looked at, and then put into force. */
export default function SchedulePage() {
  const { t } = useTranslation('schedule');
  const { roles } = useEvent();
  const schedule = useSchedule();
  if (!roles.some((role) => role === 'owner' || role === 'organiser')) return <NotFound />;
  return (
    <Page title={t('title')} intro={t('intro')} width="wide">
      <Loaded query={schedule}>{(desk) => <Desk desk={desk} />}</Loaded>
    </Page>
  );
}

/** Which plan is shown; the newest one unless said. */
const Wanted = z.object({ plan: z.uuid().optional().catch(undefined) });

function Desk({ desk }: { desk: ScheduleDesk }) {
  const { t } = useTranslation('schedule');
  const { event } = useEvent();
  const [wanted, change] = useAddress(Wanted);
  const going = desk.runs.find(isGoing);
  const plans = desk.runs.filter(isPlan);
  const shown = plans.find(({ id }) => id === wanted.plan) ?? plans[0];
  const last = desk.runs[0];
  if (desk.blocks === 0 && plans.length === 0) {
    return (
      <Empty
        icon={<IconCalendarPlus />}
        title={t('noBlocksTitle')}
        text={t('noBlocksText')}
        action={
          <Button component={Link} to={`/e/${event.slug}/manage/meetings`} mt="sm">
            {t('toBlocks')}
          </Button>
        }
      />
    );
  }
  return (
    <Stack gap="xl">
      <Scope desk={desk} />
      {desk.waiting + desk.standing === 0 && (
        <Empty icon={<IconUsers />} title={t('nothingTitle')} text={t('nothingText')} />
      )}
      {going && going.extraTables === 0 ? (
        <RunLive key={going.id} run={going} />
      ) : (
        desk.waiting + desk.standing > 0 &&
        desk.times > 0 && (
          <RunForm
            standing={desk.standing}
            again={plans.length > 0}
            busy={going !== undefined}
            failed={last?.state === 'failed'}
          />
        )
      )}
      {shown && !(going && going.extraTables === 0) && (
        <PlanView key={shown.id} run={shown} desk={desk} onDropped={() => change({ plan: undefined })} />
      )}
      {plans.length > 0 && <RunList plans={plans} shown={shown?.id} onShow={(plan) => change({ plan })} />}
      {plans.length > 1 && <Compare plans={plans} />}
    </Stack>
  );
}
