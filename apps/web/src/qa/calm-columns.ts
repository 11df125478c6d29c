import { columns, type Column, type Columns, type Counted } from './desk-columns.js';

/** The order of the columns that are held, by ids. */
export type Held = Readonly<Partial<Record<Column, readonly number[]>>>;

/** Columns that are held keep their order: what is gone leaves, what is new stands at the end. */
export function calmColumns(wanted: Columns, held: Held): Columns {
  const calm = (column: Column): Counted[] => {
    const ids = held[column];
    if (!ids) return wanted[column];
    const there = new Map(wanted[column].map((question) => [question.id, question]));
    const known = new Set(ids);
    return [
      ...ids.flatMap((id) => there.get(id) ?? []),
      ...wanted[column].filter(({ id }) => !known.has(id)),
    ];
  };
  return { waiting: calm('waiting'), live: calm('live'), done: calm('done') };
}

/** Holds a column as it is shown. */
export const hold = (held: Held, shown: Columns, column: Column): Held =>
  held[column] ? held : { ...held, [column]: shown[column].map(({ id }) => id) };

export function letGo(held: Held, column: Column): Held {
  const { [column]: _, ...rest } = held;
  return column in held ? rest : held;
}

/** What has come while a column is held stays where it stands from now on. The same object where nothing has. */
export function withNew(held: Held, shown: Columns): Held {
  const grown = columns.filter((column) => {
    const known = new Set(held[column]);
    return held[column] !== undefined && shown[column].some(({ id }) => !known.has(id));
  });
  if (grown.length === 0) return held;
  return {
    ...held,
    ...Object.fromEntries(grown.map((column) => [column, shown[column].map(({ id }) => id)])),
  };
}
