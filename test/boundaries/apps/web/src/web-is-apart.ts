export { platform } from '../../../libs/platform/src/index.js';
