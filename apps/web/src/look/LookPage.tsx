import { Anchor, Button, Card, Group, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { filePath, type RouteAnswer, type routes } from '@foyer/contracts';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { TextsInput } from '../manage/TextsInput.js';
import { api, useAction } from '../server/api.js';
import { ImageInput } from '../ui/ImageInput.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { differences } from '../ui/differences.js';
import { Problem } from '../ui/Problem.js';
import { notifyDone } from '../ui/notify.js';
import { BelongingInput } from './BelongingInput.js';
import { ColourInput } from './ColourInput.js';
import { LookPreview } from './LookPreview.js';
import { OutcomesEditor } from './OutcomesEditor.js';
import { PartnersEditor } from './PartnersEditor.js';
import { bodyOf, draftOf, isEmail, isHashtag, isLink, isSound, type LookDraft } from './look-draft.js';
import './look.css';

/** How the event looks, and what stands around its programme. */
export default function LookPage() {
  const { t } = useTranslation(['look', 'common']);
  const { event, roles } = useEvent();
  if (!roles.some((role) => role === 'owner' || role === 'organiser')) return <NotFound />;
  return (
    <Page
      title={t('common:desk.look')}
      intro={t('intro')}
      action={
        <Anchor component={Link} to={`/e/${event.slug}`}>
          {t('toPage')}
        </Anchor>
      }
    >
      <LookForm key={event.slug} event={event} />
    </Page>
  );
}

function LookForm({ event }: { event: RouteAnswer<(typeof routes)['getEvent']> }) {
  const { t } = useTranslation(['look', 'event', 'common']);
  const params = { event: event.slug };
  const update = useAction('updateEvent', { stale: ['getEvent', 'listEvents'] });
  const [draft, setDraft] = useState(() => draftOf(event));
  // As this page found it or saved it: another window may have changed anything else since.
  const [known, setKnown] = useState(() => bodyOf(draft));
  const [tried, setTried] = useState(false);
  const [touched, setTouched] = useState(false);
  const change = (part: Partial<LookDraft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    setTouched(true);
  };
  function save(submitted: FormEvent): void {
    submitted.preventDefault();
    setTried(true);
    if (!isSound(draft)) return;
    const wanted = bodyOf(draft);
    update.mutate(
      { params, body: differences(known, wanted) },
      {
        onSuccess: () => {
          setKnown(wanted);
          setTouched(false);
          notifyDone(t('common:action.saved'));
        },
      },
    );
  }
  return (
    <form onSubmit={save} noValidate>
      <Stack gap="lg">
        <Section id="look-colour" title={t('colour.section')}>
          <ImageInput
            label={t('logo.label')}
            description={t('logo.hint')}
            src={draft.logo && filePath(draft.logo)}
            alt={t('logo.alt')}
            onSend={async (file, options) => {
              const { id } = await api.call('uploadEventPicture', { params, body: file }, options);
              change({ logo: id });
            }}
            onRemove={async () => {
              await Promise.resolve();
              change({ logo: null });
            }}
          />
          <ColourInput value={draft.colour} onChange={(colour) => change({ colour })} />
        </Section>
        <LookPreview draft={draft} />
        <Section id="look-partners" title={t('partners.section')} hint={t('partners.hint')}>
          <PartnersEditor
            partners={draft.partners}
            onChange={(partners) => change({ partners })}
            tried={tried}
          />
        </Section>
        <Section id="look-outcomes" title={t('event:outcomes.title')} hint={t('outcomes.hint')}>
          <OutcomesEditor outcomes={draft.outcomes} onChange={(outcomes) => change({ outcomes })} />
        </Section>
        <Section id="look-belongs" title={t('belongs.section')} hint={t('belongs.hint')}>
          {(['series', 'programme'] as const).map((kind) => (
            <BelongingInput
              key={kind}
              kind={kind}
              value={draft[kind]}
              onChange={(value) => change({ [kind]: value })}
              tried={tried}
            />
          ))}
        </Section>
        <Section id="look-around" title={t('around.section')}>
          <TextsInput
            label={t('around.venue')}
            languages={event.languages}
            value={draft.venue}
            onChange={(venue) => change({ venue })}
          />
          <Text size="sm" c="dimmed">
            {t('around.venueHint')}
          </Text>
          <TextInput
            type="email"
            label={t('around.contact')}
            description={t('around.contactHint')}
            maxLength={254}
            value={draft.contact}
            onChange={({ currentTarget }) => change({ contact: currentTarget.value })}
            error={tried && !isEmail(draft.contact) && t('wrong.email')}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput
              type="url"
              label={t('around.website')}
              placeholder="https://"
              maxLength={500}
              value={draft.website}
              onChange={({ currentTarget }) => change({ website: currentTarget.value })}
              error={tried && !isLink(draft.website) && t('wrong.link')}
            />
            <TextInput
              label={t('around.hashtag')}
              leftSection="#"
              maxLength={61}
              value={draft.hashtag}
              onChange={({ currentTarget }) => change({ hashtag: currentTarget.value })}
              error={tried && !isHashtag(draft.hashtag) && t('wrong.hashtag')}
            />
          </SimpleGrid>
        </Section>
        <Problem error={update.error} />
        <Group className="look-save">
          <Button type="submit" loading={update.isPending}>
            {t('common:action.save')}
          </Button>
          <Text role="status" c="dimmed">
            {touched && t('unsaved')}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

function Section({
  id,
  title,
  hint,
  children,
}: {
  id: string;
  title: string;
  hint?: string;
  children: ReactNode;
}) {
  return (
    <Card component="section" className="foyer-card" padding="lg" aria-labelledby={id}>
      <Stack>
        <Stack gap={4}>
          <Title order={2} id={id}>
            {title}
          </Title>
          {hint && <Text c="dimmed">{hint}</Text>}
        </Stack>
        {children}
      </Stack>
    </Card>
  );
}
