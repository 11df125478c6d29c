import { afterAll, expect, it } from '@jest/globals';
import { dropTestDatabase, testDatabase } from '@foyer/test-kit';
import { schemaDifference } from './migrate.js';

afterAll(dropTestDatabase);

it('has migrations that lead exactly to the entities', async () => {
  expect(await schemaDifference(await testDatabase())).toBe('');
});
