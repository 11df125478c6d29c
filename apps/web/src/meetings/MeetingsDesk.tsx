import { Badge, Tabs } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconCalendarTime, IconInbox, IconMessageCheck, IconUsers, type Icon } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AfterTab } from '../after/AfterTab.js';
import { MyDay } from './MyDay.js';
import { PartnerList } from './PartnerList.js';
import { RequestLists } from './RequestLists.js';
import type { MyMeetings } from './use-my-meetings.js';

const tabs = ['people', 'requests', 'day', 'after'] as const;
type Tab = (typeof tabs)[number];

/** People and requests on the left, my day on the right; on narrow screens one at a time. */
export function MeetingsDesk({ mine }: { mine: MyMeetings }) {
  const { t } = useTranslation(['meetings', 'after']);
  const wide = useMediaQuery('(min-width: 62em)', true);
  const [chosen, setChosen] = useState<Tab>(mine.received.length > 0 ? 'requests' : 'people');
  const tab = wide && chosen === 'day' ? 'people' : chosen;
  // Three words in Georgian fill a phone by themselves.
  const icon = (Shape: Icon) => (wide ? <Shape size={20} aria-hidden /> : null);
  const waiting = mine.received.length;
  return (
    <div className="meetings-desk">
      <Tabs
        value={tab}
        onChange={(value) => setChosen(tabs.find((one) => one === value) ?? 'people')}
        keepMounted={false}
        className="meetings-tabs"
      >
        <Tabs.List mb="md" grow={!wide}>
          <Tabs.Tab value="people" leftSection={icon(IconUsers)}>
            {t('tab.people')}
          </Tabs.Tab>
          <Tabs.Tab
            value="requests"
            leftSection={icon(IconInbox)}
            rightSection={
              waiting > 0 && (
                <Badge variant="filled" size="md" circle={waiting < 10} className="tabular">
                  {waiting}
                </Badge>
              )
            }
          >
            {t('tab.requests')}
          </Tabs.Tab>
          {!wide && (
            <Tabs.Tab value="day" leftSection={icon(IconCalendarTime)}>
              {t('tab.day')}
            </Tabs.Tab>
          )}
          <Tabs.Tab value="after" leftSection={icon(IconMessageCheck)}>
            {t('after:tab')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="people">
          <PartnerList mine={mine} />
        </Tabs.Panel>
        <Tabs.Panel value="requests">
          <RequestLists mine={mine} />
        </Tabs.Panel>
        <Tabs.Panel value="after">
          <AfterTab mine={mine} />
        </Tabs.Panel>
        {!wide && (
          <Tabs.Panel value="day">
            <MyDay mine={mine} />
          </Tabs.Panel>
        )}
      </Tabs>
      {wide && (
        <aside aria-label={t('tab.day')} className="meetings-day">
          <MyDay mine={mine} titled />
        </aside>
      )}
    </div>
  );
}
