export { platform } from '../../platform/src/index.js';
