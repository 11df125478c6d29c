export type { AgendaTable, ReadContext, WriteContext } from './agenda-table.js';
export { formatOf, readAgenda, writeAgenda, type ReadOptions } from './formats.js';
