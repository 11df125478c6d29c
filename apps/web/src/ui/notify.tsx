import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';

/** Says in passing that something is done; what matters for longer belongs on the page. */
export function notifyDone(text: string): void {
  notifications.show({
    message: text,
    icon: <IconCheck aria-hidden />,
    color: 'accent',
    withBorder: true,
    closeButtonProps: { 'aria-label': i18next.t('action.close') },
  });
}

/** Tells of a problem that has no place on the page; see `useProblemText`. */
export function notifyProblem(text: string): void {
  notifications.show({
    message: text,
    icon: <IconAlertTriangle aria-hidden />,
    color: 'red',
    withBorder: true,
    autoClose: 10_000,
    role: 'alert',
    closeButtonProps: { 'aria-label': i18next.t('action.close') },
  });
}
