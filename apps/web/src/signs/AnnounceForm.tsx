import { Button, Group, Input, Radio, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { AnnouncementLink, type ListedAnnouncement, type LocalisedText } from '@foyer/contracts';
import { formatDuration } from '@foyer/locales';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { TextsInput, written } from '../manage/TextsInput.js';
import { useAction } from '../server/api.js';
import { Problem } from '../ui/Problem.js';
import { useLanguage } from '../ui/use-reader.js';

const spans = ['5', '15', '60', 'open'] as const;
type Span = (typeof spans)[number];

interface AnnounceFormProps {
  session: string | null;
  /** Whether the reader may tell the whole event. */
  mayTellAll: boolean;
  standing: readonly ListedAnnouncement[];
  onDone: () => void;
}

/** Words in the event's languages, where they lead, and for how long they stand. */
export function AnnounceForm({ session, mayTellAll, standing, onDone }: AnnounceFormProps) {
  const { t } = useTranslation('signs');
  const { event } = useEvent();
  const language = useLanguage();
  const publish = useAction('publishAnnouncement', { stale: ['listAnnouncements'] });
  const [everywhere, setEverywhere] = useState(session === null);
  const [texts, setTexts] = useState<LocalisedText>({});
  const [link, setLink] = useState('');
  const [span, setSpan] = useState<Span>('15');
  const [tried, setTried] = useState(false);
  const said = Object.values(texts).some((words) => words.trim() !== '');
  const linkGood = link.trim() === '' || AnnouncementLink.safeParse(link.trim()).success;
  const others = event.languages.slice(1);
  const words = {
    label: t('announcement.desk.text'),
    value: texts,
    onChange: setTexts,
    ...{ max: 300, lines: true, named: others.length > 0 },
  };
  const place = everywhere ? null : session;
  const send = (submitted: FormEvent) => {
    submitted.preventDefault();
    setTried(true);
    if (!said || !linkGood) return;
    publish.mutate(
      {
        params: { event: event.slug },
        body: {
          session: place,
          texts: written(texts),
          link: link.trim() || null,
          minutes: span === 'open' ? null : Number(span),
        },
      },
      { onSuccess: onDone },
    );
  };
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="md">
        {session !== null && mayTellAll && (
          <Radio.Group
            label={t('announcement.desk.where')}
            value={everywhere ? 'everywhere' : 'here'}
            onChange={(value) => setEverywhere(value === 'everywhere')}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="here" label={t('announcement.desk.here')} />
              <Radio value="everywhere" label={t('announcement.desk.everywhere')} />
            </Stack>
          </Radio.Group>
        )}
        {everywhere && (
          <Text size="sm" c="dimmed">
            {t('announcement.desk.everywhereHint')}
          </Text>
        )}
        <TextsInput
          {...words}
          languages={event.languages.slice(0, 1)}
          error={tried && !said && t('announcement.desk.missing')}
        />
        {others.length > 0 && (
          <details>
            <summary>{t('announcement.desk.others')}</summary>
            <Stack mt="xs">
              <TextsInput {...words} languages={others} />
            </Stack>
          </details>
        )}
        <TextInput
          type="url"
          label={t('announcement.desk.link')}
          description={t('announcement.desk.linkHint')}
          value={link}
          maxLength={500}
          error={tried && !linkGood && t('announcement.desk.linkWrong')}
          onChange={({ currentTarget }) => setLink(currentTarget.value)}
        />
        <Stack gap="xs" align="flex-start">
          <Input.Label labelElement="div" aria-hidden>
            {t('announcement.desk.time')}
          </Input.Label>
          <SegmentedControl
            className="wrapping-control"
            aria-label={t('announcement.desk.time')}
            value={span}
            onChange={setSpan}
            data={spans.map((one) => ({
              value: one,
              label:
                one === 'open' ? t('announcement.desk.open') : formatDuration(Number(one) * 60_000, language),
            }))}
          />
        </Stack>
        {standing.some((one) => one.session === place) && (
          <Text size="sm">{t('announcement.desk.replaces')}</Text>
        )}
        <Problem error={publish.error} />
        <Group justify="flex-end">
          <Button type="submit" loading={publish.isPending}>
            {t('announcement.desk.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
