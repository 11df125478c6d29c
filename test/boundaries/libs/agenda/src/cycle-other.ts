import { sooner } from './no-cycles.js';

export const later = (): string => sooner();
