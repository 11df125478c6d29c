import { localProblem, ProblemError } from '@foyer/client';
import type { UploadRule } from '@foyer/contracts';
import { useEffect, useRef, useState, type DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { notifyDone } from './notify.js';

/** How an upload is sent: `(file, options) => api.call('putSpeakerPhoto', { params, body: file }, options)`. */
export type SendFile = (
  file: File,
  options: { signal: AbortSignal; onProgress: (share: number) => void },
) => Promise<unknown>;

export interface Upload {
  /** From 0 to 1 while a file is on its way; null otherwise. */
  share: number | null;
  error: unknown;
  /** Whether something is held above the place where it may be dropped. */
  over: boolean;
  choose: (file: File | null) => void;
  remove: (() => void) | undefined;
  cancel: () => void;
  /** For the element that files may be dropped on. */
  dropZone: {
    onDragOver: (event: DragEvent) => void;
    onDragLeave: () => void;
    onDrop: (event: DragEvent) => void;
  };
}

/** Sends one file at a time and tells how far it is; what is too large is not sent at all. */
export function useUpload(
  rule: UploadRule,
  send: SendFile,
  onRemove?: () => Promise<unknown>,
  quiet = false,
): Upload {
  const { t } = useTranslation('files');
  const [share, setShare] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [over, setOver] = useState(false);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function run(work: (signal: AbortSignal) => Promise<unknown>, done: string): Promise<void> {
    const own = new AbortController();
    running.current?.abort();
    running.current = own;
    setError(null);
    setShare(0);
    try {
      await work(own.signal);
      if (!own.signal.aborted && !quiet) notifyDone(done);
    } catch (failure) {
      if (!own.signal.aborted) setError(failure);
    } finally {
      if (running.current === own) {
        running.current = null;
        setShare(null);
      }
    }
  }

  const choose = (file: File | null): void => {
    if (!file) return;
    if (file.size > rule.maxBytes) {
      setError(tooLarge(rule));
      return;
    }
    void run((signal) => send(file, { signal, onProgress: setShare }), t('sent', { name: file.name }));
  };
  return {
    share,
    error,
    over,
    choose,
    remove: onRemove && (() => void run(() => onRemove(), t('removed'))),
    cancel: () => {
      running.current?.abort();
      running.current = null;
      setShare(null);
    },
    dropZone: {
      onDragOver: (event) => {
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event) => {
        event.preventDefault();
        setOver(false);
        choose(event.dataTransfer.files[0] ?? null);
      },
    },
  };
}

function tooLarge(rule: UploadRule): ProblemError {
  const { problem } = localProblem('file_too_large', 'not sent');
  return new ProblemError({ ...problem, params: { megabytes: rule.maxBytes / 1_000_000 } });
}
