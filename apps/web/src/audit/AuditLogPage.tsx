import { Button, Card, Group, Select, Stack, Text, Title } from '@mantine/core';
import { auditAreas, type AuditArea } from '@foyer/contracts';
import { formatDay, zoneCity } from '@foyer/locales';
import { IconDownload, IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { saveFile } from '../form/save-file.js';
import { api } from '../server/api.js';
import { byDay } from '../ui/by-day.js';
import { Empty } from '../ui/Empty.js';
import { Loading } from '../ui/Loading.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { Problem } from '../ui/Problem.js';
import { useReader } from '../ui/use-reader.js';
import { DeedLine } from './DeedLine.js';
import { readAll } from './read-all.js';
import { useAuditLog } from './use-audit-log.js';
import { useDeedWords } from './use-deed-words.js';
import '../qa/log.css';

/** Who did what in the event, for those who organise it. */
export default function AuditLogPage() {
  const { roles } = useEvent();
  if (!roles.some((role) => role === 'owner' || role === 'organiser')) return <NotFound />;
  return <AuditLog />;
}

function AuditLog() {
  const { t } = useTranslation(['audit', 'common']);
  const reader = useReader();
  const city = zoneCity(reader.timeZone, reader.language);
  const [person, setPerson] = useState<string | null>(null);
  const [area, setArea] = useState<AuditArea | null>(null);
  const choice = { ...(person === null ? {} : { person }), ...(area === null ? {} : { area }) };
  const log = useAuditLog(choice);
  const chosen = person !== null || area !== null;
  return (
    <Page title={t('title')} intro={t('intro')} width="normal" action={<SaveButton choice={choice} />}>
      <Group grow align="flex-start" preventGrowOverflow={false}>
        <Select
          label={t('person')}
          value={person ?? ''}
          allowDeselect={false}
          searchable={log.people.length > 8}
          onChange={(value) => setPerson(value || null)}
          data={[
            { value: '', label: t('everybody') },
            ...log.people.map(({ id, name }) => ({ value: id, label: name || t('gone') })),
          ]}
        />
        <Select
          label={t('area')}
          value={area ?? ''}
          allowDeselect={false}
          onChange={(value) => setArea(auditAreas.find((one) => one === value) ?? null)}
          data={[
            { value: '', label: t('all') },
            ...auditAreas.map((one) => ({ value: one, label: t(`areas.${one}`) })),
          ]}
        />
      </Group>
      <Problem error={log.error} onRetry={log.retry} />
      {!log.entries && !log.error && <Loading />}
      {log.entries?.length === 0 &&
        (chosen ? (
          <Text c="dimmed" role="status">
            {t('noneFits')}
          </Text>
        ) : (
          <Empty icon={<IconHistory />} title={t('emptyTitle')} text={t('emptyText')} />
        ))}
      <Stack gap="lg">
        {byDay(log.entries ?? [], reader.timeZone).map(([day, entries]) => (
          <Card
            key={day}
            component="section"
            className="foyer-card"
            padding="lg"
            aria-labelledby={`log-${day}`}
          >
            <Title order={2} size="h4" mb="md" id={`log-${day}`}>
              {`${formatDay(entries[0]?.at ?? '', reader, 'shortYear')} · ${t('common:time.yours', { city })}`}
            </Title>
            <ul className="plain-list" aria-label={t('entries')}>
              {entries.map((entry) => (
                <DeedLine key={entry.id} deed={entry} />
              ))}
            </ul>
          </Card>
        ))}
      </Stack>
      {log.more && (
        <Button variant="default" w="fit-content" loading={log.loading} onClick={log.more}>
          {t('more')}
        </Button>
      )}
    </Page>
  );
}

/** Writes what is chosen, all of it, into a table. */
function SaveButton({ choice }: { choice: { person?: string; area?: AuditArea } }) {
  const { t } = useTranslation('audit');
  const { event } = useEvent();
  const words = useDeedWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const save = (): void => {
    setBusy(true);
    setError(null);
    readAll(api, event.slug, choice)
      .then((entries) => saveFile(`${event.slug}-log.csv`, 'text/csv', words.asCsv(entries)))
      .catch((reason: unknown) => setError(reason instanceof Error ? reason : new Error(String(reason))))
      .finally(() => setBusy(false));
  };
  return (
    <Stack gap="xs" align="flex-end">
      <Button
        variant="default"
        leftSection={<IconDownload aria-hidden size={18} />}
        loading={busy}
        loaderProps={{ 'aria-label': t('saving') }}
        onClick={save}
      >
        {t('save')}
      </Button>
      <Problem error={error} onRetry={save} />
    </Stack>
  );
}
