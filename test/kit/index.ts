export { cloneDatabase, dropTestDatabase, testDatabase } from './database.js';
export { testEnv } from './env.js';
export {
  aBlock,
  aForm,
  aParticipant,
  aPerson,
  anEvent,
  aRole,
  aSession,
  signedIn,
  unique,
} from './factories.js';
export {
  callBy,
  databaseElsewhere,
  startFoyer,
  startRooms,
  testNow,
  type Foyer,
  type Rooms,
} from './foyer.js';
export { until } from './wait.js';
export { TestMailbox, type TestMail } from './mailbox.js';
