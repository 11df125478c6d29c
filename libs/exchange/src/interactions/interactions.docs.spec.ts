import fs from 'node:fs';
import { expect, it } from '@jest/globals';
import { InteractionsFile } from '@foyer/contracts';
import { z } from 'zod';

const page = fs.readFileSync(new URL('../../../../docs/interactions.md', import.meta.url), 'utf8');

it('documents the file of interactions by its very schema', () => {
  // To renew the page, put what is received here between the fences of its json block.
  const [, schema = ''] = /```json\n([^]*?)```/.exec(page) ?? [];
  expect(JSON.parse(schema)).toEqual(
    JSON.parse(JSON.stringify(z.toJSONSchema(InteractionsFile, { target: 'draft-2020-12' }))),
  );
});
