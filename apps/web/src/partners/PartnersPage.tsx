import { Button, Tabs } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  IconBuildingStore,
  IconCalendarTime,
  IconEyeOff,
  IconSparkles,
  IconUsers,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { Page } from '../ui/Page.js';
import { Directory } from './Directory.js';
import { ForYou } from './ForYou.js';
import { Gate } from './Gate.js';
import { Market } from './Market.js';
import { SetAside } from './SetAside.js';
import { noFacets, useView, views } from './use-view.js';
import '../meetings/meetings.css';
import './partners.css';

const icons = {
  'for-you': IconSparkles,
  everybody: IconUsers,
  market: IconBuildingStore,
  aside: IconEyeOff,
} as const;

/** Finding partners: who fits, everybody, what is offered and sought, and whom one has set aside. */
export default function PartnersPage() {
  const { t } = useTranslation(['partners', 'meetings']);
  const { event, person } = useEvent();
  const [view, change] = useView();
  const wide = useMediaQuery('(min-width: 62em)', true);
  const aside = useCall('listSetAside', { params: { event: event.slug } }, { enabled: person !== null });
  const narrowed = view.search !== undefined || Object.keys(noFacets).some((name) => name in view);
  const shown = view.view ?? (narrowed ? 'everybody' : 'for-you');
  const known = views.filter((name) => name !== 'aside' || shown === 'aside' || aside.data?.partners.length);
  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      width="wide"
      action={
        <Button
          component={Link}
          to={`/e/${event.slug}/meetings`}
          variant="default"
          leftSection={<IconCalendarTime size={20} aria-hidden />}
        >
          {t('toMeetings')}
        </Button>
      }
    >
      <Gate error={aside.error}>
        <Tabs
          value={shown}
          onChange={(value) =>
            change({ ...noFacets, search: undefined, view: views.find((one) => one === value) })
          }
          keepMounted={false}
          className="meetings-tabs"
        >
          <Tabs.List mb="lg" className="partner-tabs">
            {known.map((name) => {
              const Shape = icons[name];
              return (
                <Tabs.Tab key={name} value={name} leftSection={wide ? <Shape size={20} aria-hidden /> : null}>
                  {t(`view.${name}`)}
                </Tabs.Tab>
              );
            })}
          </Tabs.List>
          <Tabs.Panel value="for-you">
            <ForYou onEverybody={() => change({ view: 'everybody' })} />
          </Tabs.Panel>
          <Tabs.Panel value="everybody">
            <Directory view={view} change={change} />
          </Tabs.Panel>
          <Tabs.Panel value="market">
            <Market view={view} change={change} />
          </Tabs.Panel>
          <Tabs.Panel value="aside">
            <SetAside />
          </Tabs.Panel>
        </Tabs>
      </Gate>
    </Page>
  );
}
