export { DemoPeople } from './demo.js';
export { EventAccess, moderators, organisers, type EventForCaller } from './event-access.js';
export { eventClock, eventNow } from './event-clock.js';
export { EventEntity } from './event.entity.js';
export { EventRoleEntity } from './event-role.entity.js';
export { EventsModule } from './events.module.js';
export { EventsService } from './events.service.js';
