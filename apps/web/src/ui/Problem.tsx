import { Alert, Button, Stack, Text } from '@mantine/core';
import { ProblemError, isProblem } from '@foyer/client';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';

/** The sentence for a problem, in the reader's language: what happened and what to do. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useTranslation('problems');
  return (error) =>
    error instanceof ProblemError ? t(error.code, { ...error.problem.params }) : t('internal');
}

interface ProblemProps {
  /** What was thrown; nothing is shown for null and undefined. */
  error: unknown;
  onRetry?: () => void;
}

/** Tells of a problem where it happened, and what to do about it. */
export function Problem({ error, onRetry }: ProblemProps) {
  const { t } = useTranslation();
  const text = useProblemText();
  const { pathname, search } = useLocation();
  if (error === null || error === undefined) return null;
  const traceId = error instanceof ProblemError ? error.problem.traceId : undefined;
  return (
    <Alert
      color="red"
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      variant="outline"
      bg="var(--foyer-surface)"
    >
      <Stack gap="sm" align="flex-start">
        <Text c="var(--mantine-color-text)">{text(error)}</Text>
        {isProblem(error, 'internal') && traceId && (
          <Text size="sm" c="dimmed">
            {t('trace', { traceId })}
          </Text>
        )}
        {isProblem(error, 'not_signed_in') ? (
          <Button component={Link} to={`/sign-in?next=${encodeURIComponent(pathname + search)}`}>
            {t('signIn')}
          </Button>
        ) : (
          onRetry && (
            <Button variant="default" onClick={onRetry}>
              {t('action.retry')}
            </Button>
          )
        )}
      </Stack>
    </Alert>
  );
}
