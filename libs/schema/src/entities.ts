import { EventEntity, EventRoleEntity } from '@foyer/events';
import { Person, SignInSession } from '@foyer/people';
import { platformEntities } from '@foyer/platform';

/** Every table of the house. */
export const entities = [...platformEntities, Person, SignInSession, EventEntity, EventRoleEntity];
