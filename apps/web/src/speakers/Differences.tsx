import { Stack, Text, VisuallyHidden } from '@mantine/core';
import { languages, type LocalisedText, type Speaker, type SpeakerProfile } from '@foyer/contracts';
import { languageNames } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useCountries } from '../ui/use-countries.js';

interface Line {
  key: string;
  label: string;
  lang?: string;
  before: string;
  after: string;
}

/** Field by field what was and what shall be; only what differs. */
export function Differences({ before, after }: { before: Speaker; after: Partial<SpeakerProfile> }) {
  const { t } = useTranslation('speakers');
  const lines = useLines(before, after);
  if (lines.length === 0) return null;
  return (
    <Stack component="dl" gap="sm" m={0}>
      {lines.map(({ key, label, lang, before: was, after: now }) => (
        <div key={key} className="difference">
          <Text component="dt" size="sm" fw={600}>
            {label}
          </Text>
          {was && (
            <dd lang={lang}>
              <VisuallyHidden>{t('review.before')} </VisuallyHidden>
              <del>{was}</del>
            </dd>
          )}
          <dd lang={lang}>
            <VisuallyHidden>{t('review.after')} </VisuallyHidden>
            {now ? <ins>{now}</ins> : <Text component="span">{t('review.empty')}</Text>}
          </dd>
        </div>
      ))}
    </Stack>
  );
}

function useLines(before: Speaker, after: Partial<SpeakerProfile>): Line[] {
  const { t } = useTranslation('speakers');
  const countries = useCountries();
  const place = (code: string | null): string => (code ? (countries[code] ?? code) : '');
  const texts = (
    key: 'names' | 'jobTitle' | 'biography',
    was: LocalisedText | null,
    now: LocalisedText | null,
  ): Line[] =>
    languages.flatMap((language) => {
      const [one, other] = [was?.[language] ?? '', now?.[language] ?? ''];
      if (one === other) return [];
      const label = `${t(`form.${key}`)} (${languageNames[language]})`;
      return [{ key: key + language, label, lang: language, before: one, after: other }];
    });
  const { name, names, jobTitle, organisation, country, biography, links } = after;
  return [
    ...(name === undefined ? [] : [{ key: 'name', label: t('form.name'), before: before.name, after: name }]),
    ...(jobTitle === undefined ? [] : texts('jobTitle', before.jobTitle, jobTitle)),
    ...(organisation === undefined
      ? []
      : [
          {
            key: 'organisation',
            label: t('form.organisation'),
            before: before.organisation ?? '',
            after: organisation ?? '',
          },
        ]),
    ...(country === undefined
      ? []
      : [{ key: 'country', label: t('form.country'), before: place(before.country), after: place(country) }]),
    ...(biography === undefined ? [] : texts('biography', before.biography, biography)),
    ...(names === undefined ? [] : texts('names', before.names, names)),
    ...(links === undefined
      ? []
      : [{ key: 'links', label: t('form.links'), before: before.links.join('\n'), after: links.join('\n') }]),
  ];
}
