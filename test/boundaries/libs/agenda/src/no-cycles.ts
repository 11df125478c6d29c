import { later } from './cycle-other.js';

export const sooner = (): string => later();
