export { client } from '../../client/src/index.js';
