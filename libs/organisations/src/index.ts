export { matchKey } from './match-key.js';
export { OrganisationEntity } from './organisation.entity.js';
export { Organisations, type NamedOrganisation } from './organisations.js';
export { OrganisationsModule } from './organisations.module.js';
