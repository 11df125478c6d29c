import { useTranslation } from 'react-i18next';

/** Says where a meeting is: what its table is called, else its number; null where tables are not counted. */
export function useTable(): (meeting: { table: number | null; tableName: string | null }) => string | null {
  const { t } = useTranslation('meetings');
  return ({ table, tableName }) =>
    tableName ?? (table === null ? null : t('meeting.table', { number: table }));
}
