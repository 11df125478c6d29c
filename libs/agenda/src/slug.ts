import anyAscii from 'any-ascii';

const longest = 60;

/**
 * A slug from a name in any script: `slugOf('Ніно Ґелашвілі', taken)` → `nino-gelashvili`.
 * @param taken slugs that are in use; a number is added to keep clear of them
 * @param thing what the slug is called where the name has no letters
 */
export function slugOf(name: string, taken: ReadonlySet<string>, thing = 'speaker'): string {
  const plain = anyAscii(name)
    .toLowerCase()
    .replaceAll("'", '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '');
  const base = plain.length >= 2 ? plain : `${thing}${plain && `-${plain}`}`;
  let slug = base;
  for (let number = 2; taken.has(slug); number++) slug = `${base}-${number}`;
  return slug;
}
