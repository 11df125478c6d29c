import { Badge, Group, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAction, useCall } from '../server/api.js';
import type { Me } from '../server/me.js';
import { Loaded } from '../ui/Loaded.js';
import { PersonAvatar } from '../ui/PersonAvatar.js';
import { Problem } from '../ui/Problem.js';

/** Whom the demo lets one be, at one press. */
export function DemoPeople({ onDone }: { onDone: (me: Me) => Promise<void> }) {
  const { t } = useTranslation(['people', 'common']);
  const people = useCall('listDemoPeople', {});
  const enter = useAction('demoSignIn');
  // A demo without people has nothing to offer.
  if (people.data?.people.length === 0) return null;
  return (
    <Stack component="section" gap="sm" aria-labelledby="demo-people">
      <Title order={2} id="demo-people">
        {t('demo.title')}
      </Title>
      <Text c="dimmed">{t('demo.text')}</Text>
      <Problem error={enter.error} />
      <Loaded query={people}>
        {(answer) => (
          <Stack component="ul" gap="xs" className="plain-list">
            {answer.people.map((person) => (
              <li key={person.email}>
                <UnstyledButton
                  className="row-button"
                  disabled={enter.isPending}
                  onClick={() =>
                    enter.mutate({ body: { email: person.email } }, { onSuccess: (me) => void onDone(me) })
                  }
                >
                  <PersonAvatar name={person.name} />
                  <Stack gap={0} flex={1} miw={0}>
                    <Text fw={600}>{person.name}</Text>
                    <Text size="sm" c="dimmed">
                      {person.email}
                    </Text>
                  </Stack>
                  <Group gap="xs" wrap="nowrap">
                    <Badge>{t(`common:role.${person.role}`)}</Badge>
                    <IconChevronRight size={18} aria-hidden />
                  </Group>
                </UnstyledButton>
              </li>
            ))}
          </Stack>
        )}
      </Loaded>
    </Stack>
  );
}
