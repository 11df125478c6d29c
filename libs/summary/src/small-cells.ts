import type { PublicSummary, Summary } from '@foyer/contracts';

/** Fewer people than this might be recognised: such a figure is for organisers alone. */
export const fewest = 5;
const isSmall = (count: number): boolean => count > 0 && count < fewest;

/**
 * Which parts of a known total stay hidden, by their places: the small ones, and as many more, the least first, as it
 * takes that no hidden one can be worked out from the total and those that are shown.
 */
export function hiddenParts(counts: readonly number[]): ReadonlySet<number> {
  const order = counts.map((count, place) => ({ count, place })).sort((a, b) => a.count - b.count);
  const hidden = order.filter(({ count }) => isSmall(count));
  const rest = order.filter(({ count }) => !isSmall(count) && count > 0);
  const sum = (): number => hidden.reduce((total, { count }) => total + count, 0);
  // One alone is what is missing from the total; and if the missing are as many as there are parts, each is one.
  while (hidden.length > 0 && (hidden.length === 1 || sum() < fewest || sum() === hidden.length)) {
    const next = rest.shift();
    if (!next) break;
    hidden.push(next);
  }
  return new Set(hidden.map(({ place }) => place));
}

type Part = { participants: number; organisations: number };
const withoutSmall = <P extends Part>(parts: readonly P[]) => {
  const hidden = hiddenParts(parts.map(({ participants }) => participants));
  return parts.map((part, place) =>
    hidden.has(place) ? { ...part, participants: null, organisations: null } : part,
  );
};
const unlessSmall = (count: number): number | null => (isSmall(count) ? null : count);

/** A summary as everybody may see it: kinds and countries are named, but no figure points at a few people. */
export function publicSummary(summary: Summary): PublicSummary {
  const { participants, attended, countries, categories, meetings, sessions } = summary;
  // Where every part is one person, the total says so of each.
  const telling = [countries, categories].some(({ length }) => length > 0 && length === participants);
  const total = isSmall(participants) || (telling && participants < 2 * fewest);
  return {
    ...summary,
    participants: total ? null : participants,
    organisations: total ? null : summary.organisations,
    // Neither how few came, nor how few did not.
    attended: total || isSmall(attended) || isSmall(participants - attended) ? null : attended,
    guests: unlessSmall(summary.guests),
    countries: withoutSmall(countries),
    categories: withoutSmall(categories),
    sessions: sessions.map((session) => ({ ...session, attended: unlessSmall(session.attended) })),
    meetings: {
      ...meetings,
      outcomes: {
        'no-interest': unlessSmall(meetings.outcomes['no-interest']),
        informative: unlessSmall(meetings.outcomes.informative),
        'cooperation-possible': unlessSmall(meetings.outcomes['cooperation-possible']),
      },
    },
  };
}
