import {
  Language,
  LocalisedText,
  SessionKind,
  type SessionDetails,
  type SessionField,
} from '@foyer/contracts';
import { formatDayTime, languageNames } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useEvent } from '../events/use-event.js';
import { useLanguage } from '../ui/use-reader.js';
import { useEditor } from './editor-context.js';

/** A field's value in words, to be held against another. */
export function useFieldWords(): (field: SessionField, value: SessionDetails[SessionField]) => string {
  const { t } = useTranslation(['editor', 'event']);
  const { event } = useEvent();
  const language = useLanguage();
  const { words, stage } = useEditor();
  return (field, value) => {
    if (value === null) return field === 'room' ? words.room(null) : t('form.none');
    if (typeof value === 'boolean') return t(value ? 'form.yes' : 'form.no');
    if (typeof value === 'number') return String(value);
    const text = z.string().safeParse(value).data ?? '';
    if (field === 'startsAt' || field === 'endsAt')
      return formatDayTime(text, { language, timeZone: event.timeZone });
    if (field === 'room') return words.room(text);
    if (field === 'track') return words.track(text) ?? t('form.none');
    if (field === 'kind') return t(`event:kind.${SessionKind.parse(text)}`);
    if (field === 'language') return languageNames[Language.parse(text)];
    if (field === 'speakers' || field === 'moderators') {
      const ids = z.array(z.string()).parse(value);
      const names = ids.flatMap((id) => stage.speakers.find((speaker) => speaker.id === id)?.name ?? []);
      return names.join(', ') || t('form.none');
    }
    if (field === 'title' || field === 'abstract') {
      const texts = Object.entries(LocalisedText.parse(value));
      if (texts.length === 1) return texts[0]?.[1] ?? '';
      return texts.map(([of, said]) => `${languageNames[Language.parse(of)]}: ${said}`).join('\n');
    }
    return text;
  };
}
