export { OrganisationEntity } from './organisation.entity.js';
