import { mostReasons, type LocalisedText, type PartnerReason } from '@foyer/contracts';

/** One of theirs and one of mine that meet, as `partner_matches` finds them. */
export interface Match {
  person: string;
  /** Of theirs: an offer that answers a need of mine, or the other way round. */
  side: 'offer' | 'need';
  place: number;
  mine: number;
  kind: 'same' | 'complement' | 'related' | 'similar';
  weight: number;
}

/** How much a meeting of this kind says. */
export const strengths = { same: 1, complement: 0.8, related: 0.5, similar: 0.7 } as const;
const named = 3;

/**
 * Why the two, in at most two reasons: what they seek, what they offer. The same topic says more than one that only
 * answers it, so that one is named alone where there is one.
 * @param labelOf what something of theirs or of mine is called
 */
export function reasonsOf(
  matches: readonly Match[],
  labelOf: (whose: 'theirs' | 'mine', side: 'offer' | 'need', place: number) => LocalisedText | undefined,
): PartnerReason[] {
  const reasons = (['need', 'offer'] as const).flatMap((side): PartnerReason[] => {
    const here = matches
      .filter((match) => match.side === side)
      .sort((one, other) => strengthOf(other) - strengthOf(one) || one.place - other.place);
    const same = here.filter(({ kind }) => kind === 'same');
    const used = same.length > 0 ? same : here.slice(0, 1);
    if (used.length === 0) return [];
    const words = side === 'need' ? 'seek' : 'offer';
    const labels = (whose: 'theirs' | 'mine', at: 'place' | 'mine', of: typeof side) =>
      unique(used.flatMap((match) => labelOf(whose, of, match[at]) ?? []));
    return [
      {
        kind: same.length > 0 ? words : `${words}-related`,
        theirs: labels('theirs', 'place', side),
        mine: labels('mine', 'mine', side === 'need' ? 'offer' : 'need'),
      },
    ];
  });
  return reasons.slice(0, mostReasons);
}

function strengthOf({ kind, weight }: Match): number {
  return strengths[kind] * (kind === 'similar' ? weight : 1);
}

function unique(labels: LocalisedText[]): LocalisedText[] {
  return [...new Map(labels.map((label) => [JSON.stringify(label), label])).values()].slice(0, named);
}
