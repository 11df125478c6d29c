import { routes } from '@foyer/contracts';
import { expect, it } from '@jest/globals';
import { openApiDocument } from './openapi.js';

it('describes every door of the contracts', () => {
  const { paths = {} } = openApiDocument('https://events.example.org');
  const described = Object.values(paths).flatMap((path) =>
    Object.values(path).map((operation: { operationId?: string }) => operation.operationId),
  );
  expect(described.sort()).toEqual(Object.keys(routes).sort());
});
