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
  aSpeaker,
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
export { aLive, aRawLive, type RawLive } from './live.js';
export { aDeafClient, type DeafClient } from './deaf.js';
export { aCrowd, type Follower } from './crowd.js';
export { aBalancer, type Balancer } from './balancer.js';
export { Processes, programs, type Layout, type ServerProcess } from './processes.js';
export { aProxy, type Proxy } from './proxy.js';
export { aRelay, type Relay } from './relay.js';
export { chromiumPath, faultsOf, openBrowser, openPage, shoot, type Reading } from './browser.js';
export { SoftAuthenticator, type Saying } from './authenticator.js';
export { aProvider, type TestProvider } from './provider.js';
export { fuzzRuns, hostileValue, inputsOf } from './arbitrary.js';
export { sampleOf, thingsIn, type Known } from './sample.js';
export {
  aPicture,
  callDoor,
  doorInput,
  routeIds,
  routeOf,
  type DoorAnswer,
  type DoorInput,
} from './doors.js';
export { TestPushService, type PushedMessage, type TestBrowser } from './push-service.js';
export { unzipped } from './unzipped.js';
