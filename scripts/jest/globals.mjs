// What is imported from '@jest/globals'. A test file's own copy (`?run=…`) holds the functions of its run; what helpers
// of several files import asks for those of the file that is running.
const own = import.meta.url.includes('?run=');

function current(name) {
  if (own) return globalThis[name];
  const call = (...given) => globalThis[name](...given);
  return new Proxy(call, { get: (_, key) => Reflect.get(globalThis[name], key) });
}

export const describe = current('describe');
export const it = current('it');
export const test = current('test');
export const expect = current('expect');
export const beforeAll = current('beforeAll');
export const afterAll = current('afterAll');
export const beforeEach = current('beforeEach');
export const afterEach = current('afterEach');
export const jest = globalThis[Symbol.for('foyer.jest')];
