import { Anchor, Checkbox, Text, UnstyledButton } from '@mantine/core';
import type { Participant } from '@foyer/contracts';
import { formatDay } from '@foyer/locales';
import { IconCircleCheck, IconCircleDashed, IconMailX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useCountries } from '../ui/use-countries.js';
import { useNow } from '../ui/use-now.js';
import { useLocalised, useReader } from '../ui/use-reader.js';
import { StateBadge } from './StateBadge.js';

interface ChooseProps {
  one: Participant;
  chosen: boolean;
  onChoose: (ids: readonly string[], on: boolean) => void;
}
interface OrganisationProps {
  one: Participant;
  onOrganisation: (organisation: string) => void;
}

/** Leads to what they have answered. */
export function Name({ participant: { id, name } }: { participant: Participant }) {
  const { event } = useEvent();
  return (
    <Anchor component={Link} to={`/e/${event.slug}/manage/participants/${id}/answers`} fw={600} c="inherit">
      {name}
    </Anchor>
  );
}

export function Choose({ one, chosen, onChoose }: ChooseProps) {
  const { t } = useTranslation('places');
  return (
    <Checkbox
      size="md"
      className="row-choice"
      aria-label={t('desk.choose', { name: one.name })}
      checked={chosen}
      onChange={(change) => onChoose([one.id], change.currentTarget.checked)}
    />
  );
}

/** The organisation's name, which leads to everybody of it. */
export function Organisation({ one, onOrganisation }: OrganisationProps) {
  const { t } = useTranslation('places');
  return (
    <UnstyledButton
      className="text-button"
      title={t('desk.everybodyOf', { name: one.organisation })}
      onClick={() => onOrganisation(one.organisationId)}
    >
      {one.organisation}
    </UnstyledButton>
  );
}

export function Standing({ one }: { one: Participant }) {
  const { t } = useTranslation('places');
  return (
    <>
      <StateBadge state={one.state} />
      {one.position !== undefined && (
        <Text size="sm" c="dimmed" mt={4}>
          {t('desk.position', { position: one.position })}
        </Text>
      )}
      {one.hold && <Unreached />}
      <Attended participant={one} />
    </>
  );
}

/** Mail does not reach them. */
function Unreached() {
  const { t } = useTranslation('mails');
  return (
    <Text size="sm" mt={4}>
      <IconMailX size={16} aria-hidden className="icon-in-text" /> {t('hold.badge')}
    </Text>
  );
}

/** Whether somebody came; of who has no place, or before the event, there is nothing to say. */
function Attended({ participant: { attended, state } }: { participant: Participant }) {
  const { t } = useTranslation('registration');
  const { event } = useEvent();
  const begun = Date.parse(event.startsAt) <= useNow(event, 60_000);
  if (!attended && (!begun || state !== 'confirmed')) return null;
  const Icon = attended ? IconCircleCheck : IconCircleDashed;
  return (
    <Text size="sm" c="dimmed" mt={4}>
      <Icon size={16} aria-hidden className="icon-in-text" />{' '}
      {t(attended ? 'participants.attended' : 'participants.notYet')}
    </Text>
  );
}

export function useWords() {
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const countries = useCountries();
  const reader = useReader();
  return {
    asked: ({ askedAt }: Participant) => formatDay(askedAt, reader),
    country: ({ country }: Participant) => countries[country] ?? country,
    category: ({ category }: Participant) => {
      const known = event.categories.find(({ key }) => key === category);
      return known ? say(known.label) : category;
    },
  };
}
