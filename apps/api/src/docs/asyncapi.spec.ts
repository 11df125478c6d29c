import specs from '@asyncapi/specs';
import { commands, streams } from '@foyer/contracts';
import { expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { asyncApiDocument } from './asyncapi.js';

it('is AsyncAPI 3.0 by its published schema', () => {
  const { definitions = {}, ...rest } = specs.schemas['3.0.0'];
  // The validator brings these two itself, and takes no schema twice.
  const own = Object.entries(definitions).filter(
    ([id]) => !/json-schema\.org\/draft-0[47]\/schema$/.test(id),
  );
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const isValid = ajv.compile({ ...rest, definitions: Object.fromEntries(own) });
  isValid(asyncApiDocument('https://events.example.org'));
  expect(isValid.errors).toBeNull();
  isValid({ ...asyncApiDocument('https://events.example.org'), channels: [] });
  expect(isValid.errors).not.toBeNull();
});

it('describes every command with its answer, and every stream with its pushes', () => {
  const document = asyncApiDocument('https://events.example.org');
  const said = JSON.stringify(document);
  for (const name of Object.keys(commands)) {
    expect(document).toHaveProperty(
      ['operations', name, 'reply', 'messages', '0', '$ref'],
      `#/channels/socket/messages/${name}.ack`,
    );
    expect(document).toHaveProperty(['channels', 'socket', 'messages', `${name}.ack`]);
  }
  for (const [id, { pattern }] of Object.entries(streams)) {
    expect(document).toHaveProperty(['channels', id, 'address'], pattern);
    expect(document).toHaveProperty(['operations', `push-${id}`]);
  }
  // Every reference leads somewhere.
  for (const [, pointer] of said.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    expect(document).toHaveProperty(pointer?.split('/') ?? []);
  }
});
