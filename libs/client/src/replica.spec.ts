import { defineStream, mergeChanges, Uuid, type StreamChange } from '@foyer/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { Replica } from './replica.js';

const scores = defineStream('scores/{game}', 'Scores of a game', {
  params: z.object({ game: Uuid }),
  entries: {
    team: z.object({ name: z.string(), points: z.number().int() }),
    round: z.object({ no: z.number() }),
  },
});

function replica(): { copy: Replica; unreadable: string[] } {
  const unreadable: string[] = [];
  return { copy: new Replica(scores, (kind, id) => unreadable.push(`${kind} ${id}`)), unreadable };
}
const put = (id: string, points: number): StreamChange => ({ put: { team: { [id]: { name: id, points } } } });

describe('a replica of a stream', () => {
  it('takes pushes that chain, and tells what it knows from what is missing', () => {
    const { copy } = replica();
    expect(copy.push({ stream: 's', prev: 0, rev: 1, change: put('a', 1) })).toBe('gap');
    copy.start({ kind: 'snapshot', rev: 4, entries: { team: { a: { name: 'a', points: 1 } } } });
    expect(copy.push({ stream: 's', prev: 4, rev: 5, change: put('b', 2) })).toBe('applied');
    expect(copy.push({ stream: 's', prev: 4, rev: 5, change: put('b', 9) })).toBe('known');
    expect(copy.push({ stream: 's', prev: 3, rev: 6, change: put('b', 3) })).toBe('applied');
    expect(copy.push({ stream: 's', prev: 7, rev: 8, change: put('c', 1) })).toBe('gap');
    expect(copy.rev).toBe(6);
    expect(copy.entries).toEqual({
      team: { a: { name: 'a', points: 1 }, b: { name: 'b', points: 3 } },
      round: {},
    });
  });

  it('does not go back to changes that are older than what it holds', () => {
    const { copy } = replica();
    copy.start({ kind: 'snapshot', rev: 4, entries: { team: { a: { name: 'a', points: 4 } } } });
    copy.start({ kind: 'changes', rev: 3, change: put('a', 3) });
    expect(copy.entries['team']).toEqual({ a: { name: 'a', points: 4 } });
    copy.start({ kind: 'changes', rev: 5, change: { patch: { team: { a: { points: 5 } } } } });
    expect(copy.entries['team']).toEqual({ a: { name: 'a', points: 5 } });
  });

  it('takes a snapshot as the whole truth, even an older one of a server that was restored', () => {
    const { copy } = replica();
    copy.start({ kind: 'snapshot', rev: 9, entries: { team: { a: { name: 'a', points: 9 } } } });
    copy.start({ kind: 'snapshot', rev: 2, entries: { round: { 1: { no: 1 } } } });
    expect([copy.rev, copy.entries]).toEqual([2, { team: {}, round: { 1: { no: 1 } } }]);
  });

  it('leaves out what does not fit the contract, tells of it, and passes over kinds it does not know', () => {
    const { copy, unreadable } = replica();
    copy.start({
      kind: 'snapshot',
      rev: 1,
      entries: { team: { a: { name: 'a' }, b: { name: 'b', points: 1, extra: 1 } }, referee: { x: {} } },
    });
    expect(unreadable).toEqual(['team a']);
    expect(copy.entries).toEqual({ team: { b: { name: 'b', points: 1 } }, round: {} });
    copy.push({ stream: 's', prev: 1, rev: 2, change: { patch: { team: { b: { points: 'many' } } } } });
    expect(unreadable).toEqual(['team a', 'team b']);
    expect(copy.entries['team']).toEqual({});
  });

  it('keeps what did not change, object by object', () => {
    const { copy } = replica();
    copy.start({
      kind: 'snapshot',
      rev: 1,
      entries: {
        team: { a: { name: 'a', points: 1 }, b: { name: 'b', points: 1 } },
        round: { 1: { no: 1 } },
      },
    });
    const before = copy.entries;
    copy.push({ stream: 's', prev: 1, rev: 2, change: put('b', 2) });
    expect(copy.entries['team']?.['a']).toBe(before['team']?.['a']);
    expect(copy.entries['round']).toBe(before['round']);
    expect(copy.entries).not.toBe(before);
  });

  it('ends equal to the server whatever is doubled, merged or lost on the way', () => {
    const id = fc.constantFrom('a', 'b', 'c');
    const change: fc.Arbitrary<StreamChange> = fc.oneof(
      fc.tuple(id, fc.nat(9)).map(([team, points]) => put(team, points)),
      id.map((team): StreamChange => ({ drop: { team: [team] } })),
      fc
        .tuple(id, fc.nat(9))
        .map(([team, points]): StreamChange => ({ patch: { team: { [team]: { points } } } })),
    );
    const fate = fc.constantFrom('sent', 'doubled', 'lost', 'merged', 'late');
    fc.assert(
      fc.property(fc.array(fc.tuple(change, fate), { maxLength: 40 }), (steps) => {
        const { copy: server } = replica();
        server.start({ kind: 'snapshot', rev: 0, entries: {} });
        const { copy: client } = replica();
        client.start({ kind: 'snapshot', rev: 0, entries: {} });
        const log: StreamChange[] = [];
        const since = (rev: number) => log.slice(rev).reduce<StreamChange>(mergeChanges, {});
        const late: { prev: number; rev: number; change: StreamChange }[] = [];
        const deliver = (prev: number, rev: number, merged: StreamChange) => {
          if (client.push({ stream: 's', prev, rev, change: merged }) === 'gap') {
            client.start({ kind: 'changes', rev: log.length, change: since(client.rev ?? 0) });
          }
        };
        for (const [one, how] of steps) {
          log.push(one);
          server.push({ stream: 's', prev: log.length - 1, rev: log.length, change: one });
          if (how === 'lost') continue;
          if (how === 'late') late.push({ prev: log.length - 1, rev: log.length, change: one });
          else if (how === 'merged')
            deliver(Math.max(0, log.length - 3), log.length, since(Math.max(0, log.length - 3)));
          else
            for (let times = how === 'doubled' ? 2 : 1; times > 0; times--)
              deliver(log.length - 1, log.length, one);
        }
        for (const push of late) deliver(push.prev, push.rev, push.change);
        deliver(log.length, log.length, {});
        if (client.rev !== log.length)
          client.start({ kind: 'changes', rev: log.length, change: since(client.rev ?? 0) });
        expect(client.entries).toEqual(server.entries);
      }),
    );
  });
});
