import type { FormDraft, Part } from './form-draft.js';

/** Something that two editors have changed, each in their own way. */
export interface Clash {
  part: Part | 'builtIn';
  key: string;
}

interface Keyed {
  key: string;
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Lays what I have changed since `base` over what somebody else has saved meanwhile. Where both have changed the same
 * thing, `prefer` decides, and the thing is named.
 */
export function mergeForms(
  base: FormDraft,
  mine: FormDraft,
  theirs: FormDraft,
  prefer: 'mine' | 'theirs' = 'mine',
): { merged: FormDraft; clashes: Clash[] } {
  const clashes: Clash[] = [];
  const list = <T extends Keyed>(part: Part, pick: (form: FormDraft) => T[]): T[] =>
    mergeList(pick(base), pick(mine), pick(theirs), prefer, (key) => clashes.push({ part, key }));
  const builtIn = { ...theirs.builtIn };
  for (const field of ['jobTitle', 'offers', 'needs', 'about'] as const) {
    if (mine.builtIn[field] === base.builtIn[field] || mine.builtIn[field] === theirs.builtIn[field])
      continue;
    if (theirs.builtIn[field] !== base.builtIn[field]) {
      clashes.push({ part: 'builtIn', key: field });
      if (prefer === 'theirs') continue;
    }
    builtIn[field] = mine.builtIn[field];
  }
  const categories = list('categories', (form) => form.categories);
  const merged = {
    ...{ version: theirs.version, builtIn, categories },
    questions: list('questions', (form) => form.questions),
    consents: list('consents', (form) => form.consents),
    // What was moved is given up still; where its people go is there still.
    moves: mine.moves.filter(
      ({ from, into }) =>
        theirs.categories.some(({ key }) => key === from) && categories.some(({ key }) => key === into),
    ),
  };
  return { merged, clashes };
}

function mergeList<T extends Keyed>(
  base: readonly T[],
  mine: readonly T[],
  theirs: readonly T[],
  prefer: 'mine' | 'theirs',
  clash: (key: string) => void,
): T[] {
  const find = (things: readonly T[], key: string): T | undefined => things.find((one) => one.key === key);
  const choose = (key: string): T | undefined => {
    const [was, my, their] = [find(base, key), find(mine, key), find(theirs, key)];
    if (same(my, was)) return their;
    if (same(their, was) || same(my, their)) return my;
    clash(key);
    // Rather two versions to look at than a thing that is gone.
    return (prefer === 'mine' ? my : their) ?? my ?? their;
  };
  // My order, unless only theirs is another; what only they have stands behind what it stood behind.
  const keys = (things: readonly T[]): string[] => things.map(({ key }) => key);
  const untouched = same(keys(mine), keys(base));
  const order = untouched ? keys(theirs) : keys(mine);
  for (const other of untouched ? [mine] : [theirs]) {
    other.forEach(({ key }, index) => {
      if (order.includes(key)) return;
      const before = other[index - 1]?.key;
      order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, key);
    });
  }
  return order.flatMap((key) => choose(key) ?? []);
}
