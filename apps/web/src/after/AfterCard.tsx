import { Badge, Button, Card, Collapse, Group, Rating, Stack, Text } from '@mantine/core';
import type { Contact, ContactCard, Meeting, MeetingAfter } from '@foyer/contracts';
import {
  IconCheck,
  IconChevronDown,
  IconChevronUp,
  IconLock,
  IconPlayerPlay,
  IconX,
} from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { PartnerWho } from '../meetings/PartnerWho.js';
import { EventTime } from '../ui/EventTime.js';
import { Problem } from '../ui/Problem.js';
import { ContactShare } from './ContactShare.js';
import { FollowUp } from './FollowUp.js';
import { NoteField } from './NoteField.js';
import { SayOutcome } from './SayOutcome.js';
import { useSay } from './use-say.js';

interface AfterCardProps {
  meeting: Meeting;
  after: MeetingAfter;
  /** Of the other side, those who can be reached through me. */
  contacts: Contact[];
  mine: ContactCard;
}

const states = {
  held: { key: 'held', Icon: IconCheck, color: 'accent' },
  missed: { key: 'missed', Icon: IconX, color: 'gray' },
  booked: { key: 'open', Icon: IconPlayerPlay, color: 'accent' },
  awaiting: { key: 'open', Icon: IconPlayerPlay, color: 'gray' },
  cancelled: { key: 'missed', Icon: IconX, color: 'gray' },
} as const;

/** A meeting behind me: one tap says what came of it, and what is worth keeping unfolds below. */
export function AfterCard({ meeting, after, contacts, mine }: AfterCardProps) {
  const { t } = useTranslation('after');
  const { event } = useEvent();
  const id = useId();
  const [open, setOpen] = useState(contacts.some(({ state }) => state === 'wanted'));
  const { key, Icon, color } = states[meeting.state];
  const { name } = meeting.other;
  return (
    <Card component="li" className="foyer-card" padding="md">
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="sm">
          <Stack gap={4} flex="1 1 220px" miw={0}>
            <PartnerWho partner={meeting.other} />
            <EventTime
              start={meeting.startsAt}
              end={meeting.endsAt}
              timeZone={event.timeZone}
              size="sm"
              c="dimmed"
            />
          </Stack>
          <Badge
            color={color}
            variant="light"
            leftSection={<Icon size={16} aria-hidden />}
            className="wrapping-badge"
          >
            {t(`state.${key}`)}
          </Badge>
        </Group>
        <SayOutcome meeting={meeting} after={after} onSaid={() => setOpen(true)} />
        <Group>
          <Button
            variant="subtle"
            px="xs"
            onClick={() => setOpen(!open)}
            aria-expanded={open}
            aria-controls={id}
            aria-label={t('detailsOf', { name })}
            rightSection={
              open ? <IconChevronUp size={18} aria-hidden /> : <IconChevronDown size={18} aria-hidden />
            }
          >
            {t('details')}
          </Button>
        </Group>
        <Collapse expanded={open} id={id}>
          <Stack gap="lg">
            <Stack gap="md" className="only-me">
              <Group gap={6} wrap="nowrap" c="dimmed">
                <IconLock size={16} aria-hidden />
                <Text size="sm">{t('onlyMe')}</Text>
              </Group>
              {meeting.state === 'held' && <MyRating after={after} />}
              <NoteField after={after} />
              <FollowUp after={after} />
            </Stack>
            {contacts.map((contact) => (
              <Stack key={contact.person.person} gap="xs">
                <Text size="sm" fw={600}>
                  {contacts.length > 1 ? t('contact.of', { name: contact.person.name }) : t('contact.title')}
                </Text>
                <ContactShare contact={contact} mine={mine} />
              </Stack>
            ))}
          </Stack>
        </Collapse>
      </Stack>
    </Card>
  );
}

function MyRating({ after }: { after: MeetingAfter }) {
  const { t } = useTranslation('after');
  const id = useId();
  const { tapped, error, send } = useSay(after.meeting);
  const value = (tapped ?? after).rating ?? 0;
  return (
    <Stack gap={4} role="group" aria-labelledby={id}>
      <Text size="sm" fw={600} id={id}>
        {t('rating')}
      </Text>
      <Rating
        size="xl"
        value={value}
        onChange={(rating) => send({ rating: rating === 0 ? null : rating })}
        getSymbolLabel={(number) => (number === 0 ? t('ratingNone') : t('ratingValue', { number }))}
      />
      <Problem error={error} />
    </Stack>
  );
}
