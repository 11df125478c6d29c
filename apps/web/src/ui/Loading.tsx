import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface LoadingProps {
  /** How many blocks stand for what is to come. */
  blocks?: number;
  /** Their height in pixels. */
  height?: number;
}

/** Stands where something will be. Skeletons and not a spinner: what loads takes no longer than a moment. */
export function Loading({ blocks = 3, height = 72 }: LoadingProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm" role="status">
      <VisuallyHidden>{t('state.loading')}</VisuallyHidden>
      {Array.from({ length: blocks }, (_, index) => (
        <Skeleton key={index} height={height} radius="md" />
      ))}
    </Stack>
  );
}
