export { PeopleModule } from './people.module.js';
export { Person } from './person.entity.js';
export { Sessions } from './sessions.js';
export { SignInSession } from './sign-in-session.entity.js';
