import { Checkbox, Group, Table, Text, VisuallyHidden } from '@mantine/core';
import { channels, type Channel, type MailKind } from '@foyer/contracts';
import { capitalised } from '@foyer/locales';
import { IconBell, IconDeviceMobile, IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, forget, type Answer } from '../server/api.js';
import { notifyProblem } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';
import { useLanguage } from '../ui/use-reader.js';

type Kinds = Answer<'getNotificationSettings'>['kinds'];

/** In the order in which somebody looks for them. */
const groups = {
  reminders: [
    'event-reminder',
    'session-reminder',
    'starred-reminder',
    'meeting-reminder',
    'request-reminder',
    'profile-reminder',
    'feedback-reminder',
  ],
  meetings: ['meeting-requested', 'meeting-booked', 'meeting-cancelled', 'contact-offered'],
  events: [
    'registration-confirmed',
    'registration-state',
    'event-moved',
    'agenda-changed',
    'organiser-message',
    'invitation',
    'summary',
  ],
  speakers: ['speaker-claim', 'speaker-reviewed'],
} as const satisfies Record<string, readonly MailKind[]>;
const icons = { email: IconMail, app: IconBell, push: IconDeviceMobile } as const satisfies Record<
  Channel,
  unknown
>;
const groupNames = ['reminders', 'meetings', 'events', 'speakers'] as const;

/** Each kind with a box for each way; a box is saved as it is ticked. */
export function ChannelTable({ kinds }: { kinds: Kinds }) {
  const { t } = useTranslation(['reminders', 'people']);
  const language = useLanguage();
  const problemText = useProblemText();
  /** What was wished here and is on its way. */
  const [wishes, setWishes] = useState<ReadonlyMap<string, boolean>>(new Map());
  const names = { email: t('settings.email'), app: t('settings.app'), push: t('settings.push') };

  async function set(kind: MailKind, channel: Channel, on: boolean) {
    const key = `${kind} ${channel}`;
    setWishes((was) => new Map(was).set(key, on));
    try {
      await api.call('setNotificationChannel', { params: { kind, channel }, body: { on } });
      await forget('getNotificationSettings');
    } catch (error) {
      notifyProblem(problemText(error));
    }
    setWishes((was) => {
      // A later press has the word.
      if (was.get(key) !== on) return was;
      const next = new Map(was);
      next.delete(key);
      return next;
    });
  }

  return (
    <>
      {/* On a phone the columns have room for their icons alone. */}
      <Group gap="md" hiddenFrom="xs" mb="xs" aria-hidden>
        {channels.map((channel) => (
          <Group key={channel} gap={6} wrap="nowrap">
            <ChannelIcon channel={channel} />
            <Text size="sm">{names[channel]}</Text>
          </Group>
        ))}
      </Group>
      <Table className="told-table" verticalSpacing="xs" horizontalSpacing={6} withRowBorders>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('settings.what')}</Table.Th>
            {channels.map((channel) => (
              <Table.Th key={channel} scope="col" ta="center">
                <Text component="span" inherit visibleFrom="xs">
                  {names[channel]}
                </Text>
                <Text component="span" inherit hiddenFrom="xs">
                  <ChannelIcon channel={channel} />
                  <VisuallyHidden>{names[channel]}</VisuallyHidden>
                </Text>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        {groupNames.map((group) => (
          <Table.Tbody key={group}>
            <Table.Tr>
              <Table.Th scope="rowgroup" colSpan={1 + channels.length} fw={650} pt="md">
                {t(`settings.group.${group}`)}
              </Table.Th>
            </Table.Tr>
            {groups[group].map((kind) => {
              const one = kinds.find((known) => known.kind === kind);
              const name = capitalised(t(`people:mailKind.${kind}`), language);
              return (
                <Table.Tr key={kind}>
                  <Table.Th scope="row">{name}</Table.Th>
                  {channels.map((channel) => {
                    const on = one?.[channel] ?? null;
                    return (
                      <Table.Td key={channel}>
                        {on !== null && (
                          <label className="told-box">
                            <Checkbox
                              size="md"
                              aria-label={`${name}: ${names[channel]}`}
                              checked={wishes.get(`${kind} ${channel}`) ?? on}
                              onChange={(box) => void set(kind, channel, box.currentTarget.checked)}
                            />
                          </label>
                        )}
                      </Table.Td>
                    );
                  })}
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        ))}
      </Table>
    </>
  );
}

function ChannelIcon({ channel }: { channel: Channel }) {
  const Icon = icons[channel];
  return <Icon size={20} aria-hidden />;
}
