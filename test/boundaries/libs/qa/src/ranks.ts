export { meetings } from '../../meetings/src/index.js';
