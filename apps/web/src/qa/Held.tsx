import { Badge, Group, Text } from '@mantine/core';
import type { DeskQuestion, OwnQuestion } from '@foyer/contracts';
import { IconAbc, IconHandStop, IconLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** For moderators: what of a waiting question the event's lists name, and whether it waits because of it. */
export function HeldMarks({ question: { state, held, marks } }: { question: DeskQuestion }) {
  const { t } = useTranslation('questionTools');
  if (state !== 'pending' || marks.length === 0) return null;
  return (
    <Group gap="xs">
      {held && (
        <Badge
          color="orange"
          c="var(--mantine-color-text)"
          variant="light"
          className="wrapping-badge"
          leftSection={<IconHandStop size={16} aria-hidden />}
        >
          {t('held.badge')}
        </Badge>
      )}
      {marks.map(({ kind, text }) => (
        <Badge
          key={`${kind} ${text}`}
          color="gray"
          variant="outline"
          className="wrapping-badge breaking-badge"
          leftSection={
            kind === 'link' ? <IconLink size={16} aria-hidden /> : <IconAbc size={16} aria-hidden />
          }
        >
          {t(`held.mark.${kind}`, { text })}
        </Badge>
      ))}
    </Group>
  );
}

/** For its asker: why it waits, where others are public at once. */
export function useHeldText(): (question: OwnQuestion) => string | null {
  const { t } = useTranslation('questionTools');
  return ({ heldFor }) => {
    const [kind, other] = heldFor;
    if (kind === undefined) return null;
    return t(`held.own.${other === undefined ? kind : 'both'}`);
  };
}

/** The same in the list of one's own questions. */
export function HeldNote({ question }: { question: OwnQuestion }) {
  const text = useHeldText()(question);
  return text === null ? null : <Text size="sm">{text}</Text>;
}
