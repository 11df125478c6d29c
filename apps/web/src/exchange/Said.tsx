import { Alert, List, Spoiler, Stack, Text } from '@mantine/core';
import { isProblem, ProblemError } from '@foyer/client';
import { NoticeCode, type ImportNotice } from '@foyer/contracts';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../ui/Problem.js';

interface SaidProps {
  said: { notices: ImportNotice[]; errors: number; warnings: number };
}

/** What there is to say about a file: errors, which hold it up, and remarks. */
export function Said({ said: { notices, errors, warnings } }: SaidProps) {
  const { t } = useTranslation('exchange');
  const ofLevel = (level: ImportNotice['level']) => notices.filter((one) => one.level === level);
  return (
    <>
      {errors > 0 && (
        <Alert
          color="red"
          variant="outline"
          bg="var(--foyer-surface)"
          icon={<IconAlertTriangle aria-hidden />}
          title={t('said.errors', { count: errors })}
        >
          <Stack gap="xs">
            <Text>{t('said.errorsText')}</Text>
            <NoticeList notices={ofLevel('error')} total={errors} />
          </Stack>
        </Alert>
      )}
      {warnings > 0 && (
        <Alert
          color="gray"
          variant="outline"
          bg="var(--foyer-surface)"
          icon={<IconInfoCircle aria-hidden />}
          title={t('said.warnings', { count: warnings })}
        >
          <NoticeList notices={ofLevel('warning')} total={warnings} />
        </Alert>
      )}
    </>
  );
}

function NoticeList({ notices, total }: { notices: ImportNotice[]; total: number }) {
  const { t } = useTranslation(['exchange', 'common']);
  const text = useNoticeText();
  return (
    <Spoiler maxHeight={220} showLabel={t('showAll')} hideLabel={t('showLess')}>
      <List spacing={4} size="md" c="var(--mantine-color-text)">
        {notices.map((notice, index) => (
          <List.Item key={index}>
            {notice.line !== null && <b>{t('said.line', { line: notice.line })}: </b>}
            {notice.line === null && notice.path && <b>{notice.path}: </b>}
            {text(notice)}
          </List.Item>
        ))}
        {total > notices.length && (
          <List.Item>{t('said.more', { number: total - notices.length })}</List.Item>
        )}
      </List>
    </Spoiler>
  );
}

const fields = ['email', 'name', 'organisation', 'country', 'category', 'title', 'starts'] as const;

/** The sentence of a notice in the reader's language. */
export function useNoticeText(): (notice: Pick<ImportNotice, 'code' | 'params'>) => string {
  const { t } = useTranslation('exchange');
  return ({ code, params }) => {
    const field = fields.find((one) => one === params['field']);
    return t(`notice.${code}`, { ...params, ...(field ? { field: t(`field.${field}`) } : {}) });
  };
}

/** A problem, and of a file that cannot be read also why. */
export function FileProblem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const text = useNoticeText();
  const reason =
    isProblem(error, 'file_unreadable') && error instanceof ProblemError ? error.problem.params : {};
  const code = NoticeCode.safeParse(reason?.['reason']);
  if (error === null || error === undefined) return null;
  return (
    <Stack gap="xs">
      <Problem error={error} {...(onRetry ? { onRetry } : {})} />
      {code.success && <Text>{text({ code: code.data, params: { ...reason } })}</Text>}
    </Stack>
  );
}
