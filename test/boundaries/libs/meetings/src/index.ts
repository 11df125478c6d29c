export const meetings = 'meetings';
