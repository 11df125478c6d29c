import { Text, VisuallyHidden } from '@mantine/core';
import {
  languages,
  type ChangeNames,
  type Language,
  type LocalisedText,
  type ReleaseChange,
  type SessionDetails,
  type SessionField,
} from '@foyer/contracts';
import { languageNames } from '@foyer/locales';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';

interface FieldChangeProps {
  field: SessionField;
  change: ReleaseChange;
  names: ChangeNames;
}

/** `Room: Green → Blue`, in words. */
export function FieldChange({ field, change: { before, after }, names }: FieldChangeProps) {
  const { t } = useTranslation('release');
  const value = useValue(names, before, after);
  return (
    <Text size="sm" className="change-value">
      <Text span inherit c="dimmed">
        {`${t(`field.${field}`)}: `}
      </Text>
      {field === 'abstract' && before.abstract && after.abstract ? (
        t('value.rewritten')
      ) : (
        <>
          <Text component="del" inherit c="dimmed">
            <VisuallyHidden>{t('was')} </VisuallyHidden>
            {value(field, before)}
          </Text>
          <IconArrowRight size={16} aria-hidden className="change-inline-arrow" />
          <Text component="ins" inherit td="none" fw={600}>
            <VisuallyHidden>{t('is')} </VisuallyHidden>
            {value(field, after)}
          </Text>
        </>
      )}
    </Text>
  );
}

type Side = Partial<SessionDetails>;

/** What a side of a change says of a field, to the reader. */
function useValue(names: ChangeNames, before: Side, after: Side) {
  const { t } = useTranslation(['release', 'event']);
  const { event } = useEvent();
  const language = useLanguage();
  const say = useLocalised(event.languages[0]);
  const none = t('value.none');
  const people = (ids: readonly string[] = []): string =>
    ids.flatMap((id) => names.speakers[id] ?? []).join(', ') || none;
  const text = (side: Side, field: 'title' | 'abstract'): string =>
    side[field]?.[differing(before[field], after[field], language)] ?? none;
  return (field: SessionField, side: Side): string => {
    switch (field) {
      case 'title':
      case 'abstract':
        return text(side, field);
      case 'kind':
        return side.kind ? t(`event:kind.${side.kind}`) : none;
      case 'room':
        return (side.room && say(names.rooms[side.room] ?? {})) || none;
      case 'track':
        return (side.track && say(names.tracks[side.track] ?? {})) || none;
      case 'speakers':
        return people(side.speakers);
      case 'moderators':
        return people(side.moderators);
      case 'language':
        return side.language ? languageNames[side.language] : none;
      case 'questions':
        return t(side.questions ? 'value.on' : 'value.off');
      case 'seats':
        return side.seats ? String(side.seats) : t('value.anyNumber');
      case 'streamUrl':
        return side.streamUrl ?? none;
      default:
        return side[field] ?? none;
    }
  };
}

/** The language in which a text has changed: the reader's, if it has there. */
function differing(
  before: LocalisedText | null | undefined,
  after: LocalisedText | null | undefined,
  own: Language,
): Language {
  const changed = (one: Language): boolean => before?.[one] !== after?.[one];
  return changed(own) ? own : (languages.find(changed) ?? own);
}
