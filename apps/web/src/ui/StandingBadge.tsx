import { Badge } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';

/** Where something stands: in words, with an icon and a colour, none of which says it alone. */
export function StandingBadge({ icon: Sign, color, words }: { icon: Icon; color: string; words: string }) {
  return (
    <Badge
      color={color}
      variant="light"
      leftSection={<Sign size={16} aria-hidden />}
      className="wrapping-badge"
      c="var(--mantine-color-text)"
    >
      {words}
    </Badge>
  );
}
