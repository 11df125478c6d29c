import { spawn } from 'node:child_process';
import { Socket } from 'node:net';

/**
 * Ends a throwaway server and removes its folder (and the one around it, if that is empty then) when this process is gone, even by SIGKILL: a small shell waits for
 * the other end of its standard input to close, which the kernel does for us.
 * @returns Call it when the server has been stopped in the ordinary way; resolves when the folder is gone.
 */
export function watchOver(pid: number, folder: string): () => Promise<void> {
  if (process.platform === 'win32') return () => Promise.resolve();
  const script =
    'read answer; [ "$answer" = done ] || { kill -INT "$1"; i=0; ' +
    'while kill -0 "$1" && [ $i -lt 100 ]; do sleep 0.1; i=$((i+1)); done; }; rm -rf "$2"; rmdir "$(dirname "$2")" 2>/dev/null';
  const guard = spawn('sh', ['-c', script, 'sh', String(pid), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.unref();
  guard.stdin.on('error', () => undefined);
  // A pipe to a child is a socket; it alone must not keep this process alive.
  if (guard.stdin instanceof Socket) guard.stdin.unref();
  const ended = new Promise<void>((resolve) => guard.once('exit', () => resolve()));
  return () => {
    guard.ref();
    guard.stdin.end('done\n');
    return ended;
  };
}
