export { composeCode } from './mail/compose.js';
