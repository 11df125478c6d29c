// Gives orders to a process of viewers.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A process of viewers; `crowd.connect({…})`, `crowd.votes({…})`, `crowd.count()`, `crowd.close()`. */
export function startCrowd() {
  const child = fork(fileURLToPath(new URL('crowd-process.mjs', import.meta.url)), {
    serialization: 'advanced',
  });
  const waiting = new Map();
  let next = 0;
  child.on('message', ({ id, answer, error }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(error));
    else resolve(answer);
  });
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`the viewers ended with code ${code}`));
  });
  const order = (name) => (given) =>
    new Promise((resolve, reject) => {
      waiting.set(next, { resolve, reject });
      child.send({ id: next++, order: name, given: given ?? {} });
    });
  return {
    connect: order('connect'),
    votes: order('votes'),
    count: order('count'),
    close: order('close'),
    stop: () => child.disconnect(),
  };
}
