export { DemoPeople } from './demo.js';
export {
  EventAccess,
  moderators,
  organisers,
  thoseWhoMayAskSql,
  type EventForCaller,
} from './event-access.js';
export { eventClock, eventNow } from './event-clock.js';
export { EventGuestEntity } from './event-guest.entity.js';
export { EventEntity } from './event.entity.js';
export { EventRoleEntity } from './event-role.entity.js';
export { EventsModule } from './events.module.js';
export { firstCategories } from './first-categories.js';
export { EventsService } from './events.service.js';
