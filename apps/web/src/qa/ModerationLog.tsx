import { Button, Card, Group, Select, Stack, Text, Title } from '@mantine/core';
import { logKinds, type LogKind } from '@foyer/contracts';
import { formatDay } from '@foyer/locales';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { byDay } from '../ui/by-day.js';
import { Empty } from '../ui/Empty.js';
import { Loading } from '../ui/Loading.js';
import { Problem } from '../ui/Problem.js';
import { useReader } from '../ui/use-reader.js';
import { LogLine } from './LogLine.js';
import { useModerationLog } from './use-moderation-log.js';
import './log.css';

/** Steps of moderators, the newest first; by who did them and what they are about. It goes on by itself. */
export function ModerationLog({ session }: { session: string }) {
  const { t } = useTranslation('interactions');
  const reader = useReader();
  const [person, setPerson] = useState<string | null>(null);
  const [kind, setKind] = useState<LogKind | null>(null);
  const log = useModerationLog(session, {
    ...(person === null ? {} : { person }),
    ...(kind === null ? {} : { kind }),
  });
  const chosen = person !== null || kind !== null;
  const nameOf = (name: string): string => name || t('value.gone');
  return (
    <Stack gap="lg">
      <Group grow align="flex-start" preventGrowOverflow={false}>
        <Select
          label={t('log.person')}
          value={person ?? ''}
          allowDeselect={false}
          onChange={(value) => setPerson(value || null)}
          data={[
            { value: '', label: t('log.everybody') },
            ...log.people.map(({ id, name }) => ({ value: id, label: nameOf(name) })),
          ]}
        />
        <Select
          label={t('log.kind')}
          value={kind ?? ''}
          allowDeselect={false}
          onChange={(value) => setKind(logKinds.find((one) => one === value) ?? null)}
          data={[
            { value: '', label: t('log.all') },
            ...logKinds.map((one) => ({ value: one, label: t(`log.${one}`) })),
          ]}
        />
      </Group>
      <Problem error={log.error} onRetry={log.retry} />
      {!log.entries && !log.error && <Loading />}
      {log.entries?.length === 0 &&
        (chosen ? (
          <Text c="dimmed">{t('log.noneFits')}</Text>
        ) : (
          <Empty icon={<IconHistory />} title={t('log.emptyTitle')} text={t('log.emptyText')} />
        ))}
      {byDay(log.entries ?? [], reader.timeZone).map(([day, entries]) => (
        <Card
          key={day}
          component="section"
          className="foyer-card"
          padding="lg"
          aria-labelledby={`log-${day}`}
        >
          <Title order={2} size="h4" mb="md" id={`log-${day}`}>
            {formatDay(entries[0]?.at ?? '', reader)}
          </Title>
          <ul className="plain-list" aria-label={t('log.steps')}>
            {entries.map((entry) => (
              <LogLine
                key={entry.id}
                entry={entry}
                undone={log.entries?.find(({ id }) => id === entry.undoes)?.step}
              />
            ))}
          </ul>
        </Card>
      ))}
      {log.more && (
        <Button variant="default" w="fit-content" loading={log.loading} onClick={log.more}>
          {t('log.more')}
        </Button>
      )}
    </Stack>
  );
}
