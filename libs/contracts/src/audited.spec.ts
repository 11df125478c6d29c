import { expect, it } from '@jest/globals';
import { auditOf } from './audited.js';
import type { RouteId } from './registry.js';

const verbs = (ids: readonly RouteId[]) => ids.map((id) => auditOf(id)?.verb ?? null);

it('has no door in the log by which one only asks, though it is written to', () => {
  expect(verbs(['findAudience', 'previewMessage', 'listMessages'])).toEqual([null, null, null]);
});

it('has what organisers do with messages in the log', () => {
  expect(verbs(['createMessage', 'confirmMessage', 'cancelMessage'])).toEqual([
    'changed',
    'changed',
    'removed',
  ]);
});
