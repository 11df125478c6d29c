import { Stack, Text, Title } from '@mantine/core';
import { slotTimes, type MeetingBlock } from '@foyer/contracts';
import { IconCalendarPlus, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { useMe } from '../server/me.js';
import { Empty } from '../ui/Empty.js';
import { EventTime } from '../ui/EventTime.js';
import { Loaded } from '../ui/Loaded.js';
import { Loading } from '../ui/Loading.js';
import { Page } from '../ui/Page.js';
import { useLocalised } from '../ui/use-reader.js';
import { BlockForm } from './BlockForm.js';
import './meetings.css';

/** For organisers: when meetings can take place. */
export default function BlocksPage() {
  const { t } = useTranslation(['meetings', 'problems']);
  const { event, roles, person } = useEvent();
  const { me } = useMe();
  const blocks = useCall('listMeetingBlocks', { params: { event: event.slug } });
  // Who one is here is known a moment after who one is.
  if (me === undefined || (me && person === null)) {
    return (
      <Page title={t('blocks.title')}>
        <Loading />
      </Page>
    );
  }
  if (!roles.includes('owner') && !roles.includes('organiser')) {
    return (
      <Page title={t('blocks.title')}>
        <Empty icon={<IconLock />} title={t('problems:forbidden')} />
      </Page>
    );
  }
  return (
    <Page title={t('blocks.title')} intro={t('blocks.intro')}>
      <Loaded query={blocks}>
        {(answer) =>
          answer.blocks.length === 0 ? (
            <Empty icon={<IconCalendarPlus />} title={t('blocks.emptyTitle')} text={t('blocks.emptyText')} />
          ) : (
            <Stack component="ul" gap={0} className="plain-list">
              {answer.blocks.map((block) => (
                <BlockRow key={block.id} block={block} />
              ))}
            </Stack>
          )
        }
      </Loaded>
      <Stack component="section" gap="md" aria-labelledby="new-block">
        <Title order={2} id="new-block">
          {t('blocks.add')}
        </Title>
        <BlockForm />
      </Stack>
    </Page>
  );
}

function BlockRow({ block }: { block: MeetingBlock }) {
  const { t } = useTranslation('meetings');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const slots = slotTimes(block).length;
  return (
    <li className="lined-row">
      <Text fw={600}>{say(block.title)}</Text>
      <EventTime start={block.startsAt} end={block.endsAt} timeZone={event.timeZone} />
      <Text size="sm" c="dimmed">
        {[
          t('blocks.slots', { count: slots }),
          t('blocks.length', { minutes: block.slotMinutes }),
          ...(block.gapMinutes > 0 ? [t('blocks.gap', { minutes: block.gapMinutes })] : []),
          block.tables === null ? t('blocks.unlimited') : t('blocks.tables', { count: block.tables }),
        ].join(' · ')}
      </Text>
    </li>
  );
}
