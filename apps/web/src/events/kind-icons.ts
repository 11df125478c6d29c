import type { SessionKind } from '@foyer/contracts';
import {
  IconCoffee,
  IconLock,
  IconMessageQuestion,
  IconMicrophone2,
  IconTools,
  IconUsers,
  IconUsersGroup,
  IconHeartHandshake,
  type Icon,
} from '@tabler/icons-react';

export const kindIcons: Record<SessionKind, Icon> = {
  talk: IconMicrophone2,
  panel: IconUsersGroup,
  workshop: IconTools,
  'q-and-a': IconMessageQuestion,
  networking: IconUsers,
  break: IconCoffee,
  'b2b-block': IconHeartHandshake,
  'private-blocker': IconLock,
};
