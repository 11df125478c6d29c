import { languages, type Language, type LocalisedText, type Synonyms, type Topic } from '@foyer/contracts';

/** A new topic that begins with words somebody wrote. */
export interface Beginning {
  name: string;
  language?: Language;
}

export interface TopicDraft {
  labels: Partial<Record<Language, string>>;
  synonyms: Partial<Record<Language, string[]>>;
  parent: string;
  answers: string[];
}

export function draftOf(opened: Topic | Beginning): TopicDraft {
  if ('id' in opened) {
    const { labels, synonyms, parent, answers } = opened;
    return { labels, synonyms, parent: parent ?? '', answers };
  }
  const { name, language = 'en' } = opened;
  return { labels: name ? { [language]: name } : {}, synonyms: {}, parent: '', answers: [] };
}

/** What the draft says, without what is empty; null where the topic has no name. */
export function readTopic(
  draft: TopicDraft,
): { labels: LocalisedText; synonyms: Synonyms; parent: string | null; answers: string[] } | null {
  const labels: LocalisedText = {};
  const synonyms: Synonyms = {};
  for (const language of languages) {
    const label = draft.labels[language]?.trim();
    const others = (draft.synonyms[language] ?? []).flatMap((name) => name.trim() || []);
    if (label) labels[language] = label;
    if (others.length > 0) synonyms[language] = others;
  }
  if (Object.keys(labels).length === 0) return null;
  return { labels, synonyms, parent: draft.parent || null, answers: draft.answers };
}
