/** The short name for addresses that a title suggests; letters of other scripts fall away, so it may be empty. */
export function slugFrom(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ə', 'e')
    .replaceAll('Ə', 'e')
    .replaceAll('ı', 'i')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
}

/** One that is free: with a number where it is taken, and by its kind where there is nothing to make it of. */
export function freeSlug(title: string, kind: string, taken: readonly string[]): string {
  const plain = slugFrom(title);
  const base = plain.length >= 2 ? plain : kind;
  let slug = base;
  for (let number = 2; taken.includes(slug); number++) slug = `${base}-${number}`;
  return slug;
}
