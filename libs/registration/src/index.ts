export { Attendance } from './attendance.entity.js';
export { RegistrationEntity } from './registration.entity.js';
export { RegistrationModule } from './registration.module.js';
