import { Button, Stack, Text } from '@mantine/core';
import { IconHourglass, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useNow } from '../ui/use-now.js';
import { secondsToWait, type AskLimits } from './ask-limits.js';

interface AskButtonProps {
  limits: AskLimits;
  /** The pause between two questions; null where there is none. */
  slowSeconds: number | null;
  moderated: boolean;
  /** Whether there is something to ask, and it may be asked now. */
  ready: boolean;
  sending: boolean;
}

/** Sends the question. What the room's rules leave is said beforehand; it looks at the clock by itself. */
export function AskButton({ limits, slowSeconds, moderated, ready, sending }: AskButtonProps) {
  const { t } = useTranslation(['qa', 'moderation']);
  const { event } = useEvent();
  const now = useNow(event, slowSeconds === null ? 60_000 : 1_000);
  const { left } = limits;
  const used = left?.left === 0;
  const wait = used || sending ? 0 : secondsToWait(limits, slowSeconds, now);
  const time = `${Math.floor(wait / 60)}:${String(wait % 60).padStart(2, '0')}`;
  return (
    <Stack gap="xs">
      {left && (
        <Text size="sm" c={used ? undefined : 'dimmed'}>
          {t(used ? 'ask.noneLeft' : 'ask.left', { ...left })}
        </Text>
      )}
      <Button
        type="submit"
        className="tabular"
        disabled={!ready || used || wait > 0}
        loading={sending}
        // It is there to be read, although it cannot be pressed.
        c={wait > 0 ? 'var(--mantine-color-text)' : undefined}
        leftSection={wait > 0 ? <IconHourglass size={20} aria-hidden /> : <IconSend size={20} aria-hidden />}
      >
        {wait > 0 ? t('ask.wait', { time }) : t(moderated ? 'ask.action' : 'moderation:ask.action')}
      </Button>
    </Stack>
  );
}
