export { Attendance, AttendanceKeeper } from './attendance.entity.js';
export { AttendanceService, keeperBeatMilliseconds, type Seat } from './attendance.service.js';
export { readInvitations, type InvitationRow } from './invitation-rows.js';
export { Invitations, type Invitation, type Invited } from './invitations.js';
export { RegistrationEntity } from './registration.entity.js';
export { RegistrationModule } from './registration.module.js';
export { RegistrationQueries } from './registration.queries.js';
export { RegistrationService } from './registration.service.js';
