import {
  isListable,
  languages,
  wordLimits,
  type Language,
  type QuestionFilter,
  type QuestionFilterDesk,
} from '@foyer/contracts';

/** The lists as they are typed: a word or phrase a line. */
export interface FilterDraft {
  words: Readonly<Record<Language, string>>;
  starter: readonly Language[];
  links: boolean;
}
type Saved = Pick<QuestionFilterDesk, 'words' | 'starter' | 'links'>;

export const linesOf = (typed: string): string[] => [
  ...new Set(
    typed
      .split('\n')
      .map((one) => one.trim())
      .filter(Boolean),
  ),
];
const perLanguage = <T>(of: (language: Language) => T): Record<Language, T> => ({
  ...{ en: of('en'), az: of('az'), ka: of('ka') },
  ...{ uk: of('uk'), lt: of('lt'), ro: of('ro') },
});

export const draftOf = ({ words, starter, links }: Saved): FilterDraft => ({
  words: perLanguage((language) => (words[language] ?? []).join('\n')),
  starter: languages.filter((language) => starter.includes(language)),
  links,
});

export const filterOf = ({ words, starter, links }: FilterDraft, version: number): QuestionFilter => ({
  words: perLanguage((language) => linesOf(words[language])),
  ...{ starter: [...starter], links, version },
});

/** Whether something is typed that the other does not have, whatever the blanks. */
export const differ = (one: FilterDraft, other: FilterDraft): boolean =>
  JSON.stringify(filterOf(one, 0)) !== JSON.stringify(filterOf(other, 0));

/** What cannot be listed of what is typed, and whether it is too much. */
export function faultsOf(typed: string): { wrong: string[]; tooMany: boolean } {
  const all = linesOf(typed);
  const fits = (word: string): boolean => word.length <= wordLimits.longest && isListable(word);
  return { wrong: all.filter((word) => !fits(word)), tooMany: all.length > wordLimits.most };
}

/** What was saved meanwhile, with what one has changed oneself: words that came and went, and switches. */
export function meet(base: FilterDraft, mine: FilterDraft, theirs: FilterDraft): FilterDraft {
  const words = perLanguage((language) => {
    const [before, own, other] = [base, mine, theirs].map((draft) => linesOf(draft.words[language]));
    const gone = before?.filter((word) => !own?.includes(word)) ?? [];
    const come = own?.filter((word) => !before?.includes(word)) ?? [];
    return [...new Set([...(other?.filter((word) => !gone.includes(word)) ?? []), ...come])].join('\n');
  });
  const starter = languages.filter((language) => {
    const changed = base.starter.includes(language) !== mine.starter.includes(language);
    return (changed ? mine : theirs).starter.includes(language);
  });
  return { words, starter, links: base.links === mine.links ? theirs.links : mine.links };
}
