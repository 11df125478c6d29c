/** Several people in a cell: `Nino Beridze [nino-beridze]; Levan K.`; a semicolon of a name has a backslash before it. */
export interface NamedPerson {
  name: string;
  /** The slug of somebody whom the house knows. */
  key: string | null;
}

export const writePeopleCell = (people: readonly { name: string; slug: string }[]): string =>
  people.map(({ name, slug }) => `${name.replace(/[\\;]/g, '\\$&')} [${slug}]`).join('; ');

export function readPeopleCell(cell: string): NamedPerson[] {
  const parts = cell.match(/(?:\\[\s\S]|[^;\\\n]|\\$)+/g) ?? [];
  return parts.flatMap((part) => {
    const [, name = '', key] = /^([\s\S]*?)\s*(?:\[([a-z0-9-]{2,80})\])?$/.exec(part.trim()) ?? [];
    const plain = name.replace(/\\([\\;])/g, '$1').trim();
    return plain ? [{ name: plain, key: key ?? null }] : [];
  });
}
