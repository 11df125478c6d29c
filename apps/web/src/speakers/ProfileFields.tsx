import { Input, SimpleGrid, Stack, TextInput } from '@mantine/core';
import type { Language } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { TextsInput } from '../manage/TextsInput.js';
import { CountrySelect } from '../ui/CountrySelect.js';
import { isWebAddress, type ProfileDraft } from './profile-draft.js';

interface ProfileFieldsProps {
  /** Of the event. */
  languages: readonly Language[];
  draft: ProfileDraft;
  onChange: (draft: ProfileDraft) => void;
  /** What is missing is said from now on. */
  tried: boolean;
}

const mostLinks = 6;

/** What organisers fill in for a speaker, and speakers for themselves. */
export function ProfileFields({ languages, draft, onChange, tried }: ProfileFieldsProps) {
  const { t } = useTranslation('speakers');
  const change = (part: Partial<ProfileDraft>): void => onChange({ ...draft, ...part });
  return (
    <>
      <TextInput
        label={t('form.name')}
        maxLength={120}
        value={draft.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        error={tried && !draft.name.trim() && t('form.missing')}
      />
      <TextsInput
        label={t('form.jobTitle')}
        languages={languages}
        value={draft.jobTitle}
        onChange={(jobTitle) => change({ jobTitle })}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label={t('form.organisation')}
          maxLength={200}
          value={draft.organisation}
          onChange={(event) => change({ organisation: event.currentTarget.value })}
        />
        <CountrySelect
          label={t('form.country')}
          value={draft.country}
          onChange={(country) => change({ country })}
          clearable
        />
      </SimpleGrid>
      <TextsInput
        label={t('form.biography')}
        languages={languages}
        value={draft.biography}
        onChange={(biography) => change({ biography })}
        lines
        max={20_000}
      />
      {languages.length > 1 && (
        <Stack gap={4} role="group" aria-label={t('form.names')}>
          <Input.Description>{t('form.namesHint')}</Input.Description>
          <TextsInput
            label={t('form.names')}
            languages={languages}
            value={draft.names}
            onChange={(names) => change({ names })}
            max={120}
          />
        </Stack>
      )}
      <Links links={draft.links} onChange={(links) => change({ links })} tried={tried} />
    </>
  );
}

interface LinksProps {
  links: readonly string[];
  onChange: (links: readonly string[]) => void;
  tried: boolean;
}

/** As many fields as there are addresses, and an empty one for the next. */
function Links({ links, onChange, tried }: LinksProps) {
  const { t } = useTranslation('speakers');
  const shown = links.length < mostLinks ? [...links, ''] : links;
  return (
    <Stack gap="xs">
      {shown.map((link, index) => (
        <TextInput
          key={index}
          type="url"
          inputMode="url"
          label={t('form.link', { number: index + 1 })}
          description={index === 0 && t('form.linkHint')}
          maxLength={500}
          value={link}
          onChange={(event) => {
            const next = shown.with(index, event.currentTarget.value);
            onChange(next.at(-1) === '' ? next.slice(0, -1) : next);
          }}
          error={tried && !isWebAddress(link) && t('form.linkWrong')}
        />
      ))}
    </Stack>
  );
}
