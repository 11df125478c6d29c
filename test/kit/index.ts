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
  anotherApi,
  anotherWorker,
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
export { aLive } from './live.js';
export { aProxy, type Proxy } from './proxy.js';
export { chromiumPath, faultsOf, openBrowser, openPage, shoot, type Reading } from './browser.js';
