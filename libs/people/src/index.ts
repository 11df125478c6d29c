export { Accounts, type ListedAccount, type NewAccount } from './accounts.js';
export { Challenges, type IssuedCode } from './challenges.js';
export { SignInChallenge } from './challenge.entity.js';
export { PeopleModule } from './people.module.js';
export { Person, type Account } from './person.entity.js';
export { Sessions } from './sessions.js';
export { demoDomain, SignInService } from './sign-in.service.js';
export { SignInSession } from './sign-in-session.entity.js';
