export { platform } from '../../web/src/web-is-apart.js';
