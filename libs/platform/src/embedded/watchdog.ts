import { spawn } from 'node:child_process';

/**
 * Ends a throwaway server and removes its folder when this process is gone, even by SIGKILL: a small shell waits for
 * the other end of its standard input to close, which the kernel does for us.
 * @returns Call it when the server has been stopped in the ordinary way.
 */
export function watchOver(pid: number, folder: string): () => void {
  if (process.platform === 'win32') return () => undefined;
  const script =
    'read answer; [ "$answer" = done ] || { kill -INT "$1"; i=0; ' +
    'while kill -0 "$1" && [ $i -lt 100 ]; do sleep 0.1; i=$((i+1)); done; }; rm -rf "$2"';
  const guard = spawn('sh', ['-c', script, 'sh', String(pid), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guard.unref();
  guard.stdin.on('error', () => undefined);
  if ('unref' in guard.stdin && typeof guard.stdin.unref === 'function') guard.stdin.unref();
  return () => guard.stdin.end('done\n');
}
