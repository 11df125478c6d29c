import type { PushDevice } from '@foyer/contracts';
import { useState } from 'react';
import { useAction, useCall } from '../server/api.js';

/** So often it is looked what has become of a test, a second apart. */
const looks = 15;

type Said = 'testing' | 'testSent' | 'testFailed' | 'testWaits' | null;

/** Sends a device a test, and says what its push service has made of it. */
export function usePushTest(device: PushDevice): {
  busy: boolean;
  said: Said;
  error: Error | null;
  send: () => void;
} {
  const [before, setBefore] = useState<PushDevice | null>(null);
  const [look, setLook] = useState(0);
  const test = useAction('testPushDevice');
  const said = before === null ? null : outcome(before, device, look >= looks);
  const waiting = said === 'testing';
  const { dataUpdatedAt, errorUpdatedAt } = useCall('getPush', {}, waiting ? { refetchEveryMs: 1_000 } : {});
  // A look that failed counts: without a connection the test ends all the same.
  const looked = Math.max(dataUpdatedAt, errorUpdatedAt);
  const [seen, setSeen] = useState(looked);
  if (waiting && seen !== looked) {
    setSeen(looked);
    setLook(look + 1);
  }
  return {
    busy: test.isPending || waiting,
    said,
    error: test.error,
    send: () => {
      setLook(0);
      setBefore(null);
      test.mutate({ params: { pushDevice: device.id } }, { onSuccess: () => setBefore(device) });
    },
  };
}

function outcome(before: PushDevice, now: PushDevice, tired: boolean): Said {
  if (now.lastSentAt !== before.lastSentAt) return 'testSent';
  if (now.lastFailedAt !== before.lastFailedAt) return 'testFailed';
  return tired ? 'testWaits' : 'testing';
}
