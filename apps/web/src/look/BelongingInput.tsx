import { SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { TextsInput } from '../manage/TextsInput.js';
import { isLink, isSaid, isSlug, type BelongingDraft } from './look-draft.js';

interface BelongingInputProps {
  kind: 'series' | 'programme';
  value: BelongingDraft;
  onChange: (value: BelongingDraft) => void;
  tried: boolean;
}

/** A series or a programme; the rest is asked for once it has a name. */
export function BelongingInput({ kind, value, onChange, tried }: BelongingInputProps) {
  const { t } = useTranslation('look');
  const { event } = useEvent();
  return (
    <Stack>
      <TextsInput
        label={t(`belongs.${kind}`)}
        languages={event.languages}
        value={value.name}
        onChange={(name) => onChange({ ...value, name })}
      />
      {isSaid(value.name) && (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            label={t(kind === 'series' ? 'belongs.slug' : 'belongs.programmeSlug')}
            description={t('belongs.slugHint')}
            maxLength={80}
            value={value.slug}
            onChange={({ currentTarget }) => onChange({ ...value, slug: currentTarget.value })}
            error={tried && !isSlug(value.slug) && t('wrong.slug')}
          />
          <TextInput
            type="url"
            label={t(kind === 'series' ? 'belongs.link' : 'belongs.programmeLink')}
            description=" "
            placeholder="https://"
            maxLength={500}
            value={value.link}
            onChange={({ currentTarget }) => onChange({ ...value, link: currentTarget.value })}
            error={tried && !isLink(value.link) && t('wrong.link')}
          />
        </SimpleGrid>
      )}
    </Stack>
  );
}
