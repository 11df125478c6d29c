export { person } from '../../people/src/person.js';
