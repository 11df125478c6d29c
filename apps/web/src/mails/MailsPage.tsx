import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { MailKind, mailKinds, MailState, mailStates, Uuid } from '@foyer/contracts';
import { capitalised, zoneCity } from '@foyer/locales';
import { IconMail, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useEvent } from '../events/use-event.js';
import { BackToOutbox } from '../outbox/BackToOutbox.js';
import { useAction, useCall, type Answer } from '../server/api.js';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { Problem } from '../ui/Problem.js';
import { useAddress } from '../ui/use-address.js';
import { useLanguage, useReader } from '../ui/use-reader.js';
import { MailLines } from './MailLines.js';
import './mails.css';

const page = 50;
const typingMilliseconds = 250;
/** What an address may say; anything else in it is passed over. */
const Filters = z.object({
  search: z.string().trim().min(1).max(120).optional().catch(undefined),
  state: MailState.optional().catch(undefined),
  kind: MailKind.optional().catch(undefined),
  message: Uuid.optional().catch(undefined),
});
type Filters = z.infer<typeof Filters>;

/** Every mail of an event, for those who organise it. */
export default function MailsPage() {
  const { t } = useTranslation(['mails', 'people']);
  const { event, roles } = useEvent();
  const language = useLanguage();
  const [filters, change] = useAddress(Filters);
  const [typed, setTyped] = useState(filters.search ?? '');
  const tell = useDebouncedCallback(
    (search: string) => change({ search: search.trim() }),
    typingMilliseconds,
  );
  const mails = useCall(
    'listMails',
    { params: { event: event.slug }, query: { ...filters, limit: page } },
    { keepOld: true, refetchEveryMs: 10_000 },
  );
  if (!roles.some((role) => role === 'owner' || role === 'organiser')) return <NotFound />;
  const inState = new Map(mails.data?.counts.map((one) => [one.state, one.mails]));
  return (
    <Page title={t('title')} intro={t('intro')} action={<BackToOutbox />}>
      <Group align="flex-end" gap="md" component="search">
        <TextInput
          type="search"
          flex="1 1 240px"
          label={t('search')}
          leftSection={<IconSearch size={20} aria-hidden />}
          value={typed}
          maxLength={120}
          onChange={({ currentTarget: { value } }) => {
            setTyped(value);
            tell(value);
          }}
        />
        <ChoiceInput
          flex="1 1 180px"
          label={t('stateLabel')}
          data={[
            { value: '', label: t('anyState') },
            ...mailStates.map((value) => ({
              value,
              label: `${t(`state.${value}`)} (${inState.get(value) ?? 0})`,
            })),
          ]}
          value={filters.state ?? ''}
          onChange={(state) => change({ state: state === '' ? undefined : state })}
        />
        <ChoiceInput
          flex="1 1 220px"
          label={t('kindLabel')}
          data={[
            { value: '', label: t('anyKind') },
            ...mailKinds.map((value) => ({
              value,
              label: capitalised(t(`people:mailKind.${value}`), language),
            })),
          ]}
          value={filters.kind ?? ''}
          onChange={(kind) => change({ kind: kind === '' ? undefined : kind, message: undefined })}
        />
      </Group>
      <Loaded query={mails}>
        {(first) => <Found key={JSON.stringify(filters)} first={first} filters={filters} />}
      </Loaded>
    </Page>
  );
}

/** The first page stays fresh; older ones are read when somebody asks for them. */
function Found({ first, filters }: { first: Answer<'listMails'>; filters: Filters }) {
  const { t } = useTranslation(['mails', 'common']);
  const { event } = useEvent();
  const reader = useReader();
  const city = zoneCity(reader.timeZone, reader.language);
  const read = useAction('listMails');
  const [older, setOlder] = useState<Answer<'listMails'>[]>([]);
  // What has come in since has pushed some of the first page to where the older ones were read from.
  const seen = new Set(first.mails.map(({ id }) => id));
  const mails = [...first.mails, ...older.flatMap((one) => one.mails).filter(({ id }) => !seen.has(id))];
  const next = (older.at(-1) ?? first).next;
  const total = first.counts
    .filter(({ state }) => filters.state === undefined || state === filters.state)
    .reduce((sum, one) => sum + one.mails, 0);
  const filtered = Object.values(filters).some((value) => value !== undefined);
  if (mails.length === 0) {
    return (
      <Empty
        icon={<IconMail />}
        title={t(filtered ? 'nothingTitle' : 'emptyTitle')}
        text={t(filtered ? 'nothingText' : 'emptyText')}
      />
    );
  }
  return (
    <Stack>
      <Text c="dimmed" role="status">
        {`${t('found', { number: total })} · ${t('common:time.yours', { city })}`}
      </Text>
      <MailLines mails={mails} people />
      <Problem error={read.error} />
      {next !== null && (
        <Button
          variant="default"
          loading={read.isPending}
          onClick={() =>
            read.mutate(
              { params: { event: event.slug }, query: { ...filters, limit: page, after: next } },
              { onSuccess: (answer) => setOlder([...older, answer]) },
            )
          }
        >
          {t('more')}
        </Button>
      )}
    </Stack>
  );
}
