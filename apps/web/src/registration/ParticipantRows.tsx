import { Badge, Card, Group, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import type { Participant, RegistrationState } from '@foyer/contracts';
import { IconCircleCheck, IconCircleDashed, IconCircleX, IconMail } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useCountries } from '../ui/use-countries.js';
import { useNow } from '../ui/use-now.js';
import { useLocalised } from '../ui/use-reader.js';

interface ParticipantsProps {
  participants: readonly Participant[];
}

export function ParticipantTable({ participants }: ParticipantsProps) {
  const { t } = useTranslation('registration');
  const words = useWords();
  return (
    <Card className="foyer-card" padding={0}>
      <Table verticalSpacing="sm" horizontalSpacing="md" layout="fixed" className="participants">
        <Table.Caption>
          <VisuallyHidden>{t('participants.table')}</VisuallyHidden>
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="28%">{t('participants.name')}</Table.Th>
            <Table.Th>{t('participants.organisation')}</Table.Th>
            <Table.Th>{t('participants.category')}</Table.Th>
            <Table.Th w="20%">{t('participants.state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {participants.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Th scope="row" fw={400}>
                <Text fw={600}>{one.name}</Text>
                <Text size="sm" c="dimmed">
                  {one.email}
                </Text>
              </Table.Th>
              <Table.Td>
                <Text>{one.organisation}</Text>
                <Text size="sm" c="dimmed">
                  {[one.jobTitle, words.country(one)].filter(Boolean).join(' · ')}
                </Text>
              </Table.Td>
              <Table.Td>
                <Text>{words.category(one)}</Text>
              </Table.Td>
              <Table.Td>
                <State state={one.state} />
                <Attended participant={one} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}

export function ParticipantCards({ participants }: ParticipantsProps) {
  const words = useWords();
  return (
    <Stack component="ul" gap="sm" className="plain-list">
      {participants.map((one) => (
        <Card key={one.id} component="li" className="foyer-card">
          <Group justify="space-between" align="flex-start" gap="xs">
            <Text fw={600}>{one.name}</Text>
            <State state={one.state} />
          </Group>
          <Text size="sm" c="dimmed">
            {one.email}
          </Text>
          <Text mt="xs">{one.organisation}</Text>
          <Text size="sm" c="dimmed">
            {[one.jobTitle, words.country(one), words.category(one)].filter(Boolean).join(' · ')}
          </Text>
          <Attended participant={one} />
        </Card>
      ))}
    </Stack>
  );
}

const stateIcons = { invited: IconMail, confirmed: IconCircleCheck, withdrawn: IconCircleX };
const stateColors = { invited: 'gray', confirmed: 'accent', withdrawn: 'gray' };

function State({ state }: { state: RegistrationState }) {
  const { t } = useTranslation('registration');
  const Icon = stateIcons[state];
  return (
    <Badge color={stateColors[state]} leftSection={<Icon size={16} aria-hidden />} className="wrapping-badge">
      {t(`state.${state}`)}
    </Badge>
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

function useWords() {
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const countries = useCountries();
  return {
    country: ({ country }: Participant) => countries[country] ?? country,
    category: ({ category }: Participant) => {
      const known = event.categories.find(({ key }) => key === category);
      return known ? say(known.label) : category;
    },
  };
}
