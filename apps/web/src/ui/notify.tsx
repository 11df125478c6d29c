import { Button, Group, Text } from '@mantine/core';
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

/** One place for what somebody does step by step: the next step is told where the one before was. */
const stepId = 'step';
let told = 0;
/** A click so soon was one for what the notice has come to lie on. */
const unseenMs = 400;

interface ToldStep {
  title: string;
  /** What it was about. */
  text: string;
  /** The way back from it. */
  back?: { label: string; take: () => void };
}

/** Tells of a step, and offers the way back from it. */
export function notifyStep({ title, text, back }: ToldStep): void {
  told++;
  const since = performance.now();
  const step = {
    id: stepId,
    title,
    message: (
      <Group gap="sm" justify="space-between" wrap="nowrap">
        <Text size="sm" c="dimmed" lineClamp={2}>
          {text}
        </Text>
        {back && (
          <Button
            className="notice-back"
            variant="default"
            size="sm"
            flex="none"
            onClick={({ detail, timeStamp }) => {
              if (detail === 0 || timeStamp - since >= unseenMs) back.take();
            }}
          >
            {back.label}
          </Button>
        )}
      </Group>
    ),
    icon: <IconCheck aria-hidden />,
    color: 'accent',
    withBorder: true,
    role: 'status',
    // Another length of time each time: the clock starts anew.
    autoClose: 8_000 + (told % 2),
    closeButtonProps: { 'aria-label': i18next.t('action.close') },
  };
  notifications.show(step);
  notifications.update(step);
}

export function hideStep(): void {
  notifications.hide(stepId);
}
