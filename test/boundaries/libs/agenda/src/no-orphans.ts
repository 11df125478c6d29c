export const alone = 'alone';
