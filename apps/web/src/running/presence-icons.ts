import {
  IconAlertTriangle,
  IconBuildingBroadcastTower,
  IconCheck,
  IconClock,
  IconDeviceLaptop,
  IconMicrophone,
  IconUserCheck,
  type Icon,
} from '@tabler/icons-react';
import type { OnStage } from './presence.js';

export const presenceIcons: Record<OnStage['word'] | 'missing', Icon> = {
  expected: IconClock,
  remote: IconDeviceLaptop,
  studio: IconBuildingBroadcastTower,
  ready: IconUserCheck,
  'on-air': IconMicrophone,
  done: IconCheck,
  missing: IconAlertTriangle,
};
