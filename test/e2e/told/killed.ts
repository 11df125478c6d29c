import type { Outage } from '@foyer/rehearsal';
import { until, type ServerProcess, type TestMailbox } from '@foyer/test-kit';

const patience = 60_000;

/** Kills the worker once so many mails of a kind have come, before the last of them is acknowledged. */
export function killsAmid(kind: string, after: number, mailbox: TestMailbox, worker: ServerProcess): Outage {
  let dead = false;
  return {
    arm: () => {
      dead = false;
      let come = 0;
      let killing: Promise<void> | null = null;
      mailbox.beforeAck = async (mail) => {
        if (mail.kind !== kind || ++come < after) return;
        // What comes beside it is not acknowledged either.
        killing ??= worker.end('SIGKILL').then(() => {
          dead = true;
        });
        await killing;
      };
    },
    struck: async () => {
      await until('the worker is killed', () => dead, patience);
      mailbox.beforeAck = () => Promise.resolve();
    },
    over: async () => {
      await worker.start();
    },
  };
}
