// How jest loads a test file: by Node's own `import`, so that packages and the code under test are read once for all
// files of a worker. Only the test file itself is evaluated anew.
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const circus = path.dirname(require.resolve('jest-circus'));
/** What jest-circus keeps between files, in places that a context of its own would have taken away with it. */
const circusSymbols = ['EVENT_HANDLERS', 'TEST_TIMEOUT_SYMBOL', 'RETRY_TIMES', 'RETRY_IMMEDIATELY'];
let runs = 0;

module.exports = class PlainNodeRuntime {
  constructor(_config, { fakeTimersModern: timers, moduleMocker: mocker }) {
    this.mocker = mocker;
    globalThis[Symbol.for('foyer.jest')] = {
      fn: (...given) => mocker.fn(...given),
      spyOn: (...given) => mocker.spyOn(...given),
      restoreAllMocks: () => mocker.restoreAllMocks(),
      useFakeTimers: (options) => timers.useFakeTimers(options),
      useRealTimers: () => timers.useRealTimers(),
      advanceTimersByTime: (milliseconds) => timers.advanceTimersByTime(milliseconds),
      advanceTimersByTimeAsync: (milliseconds) => timers.advanceTimersByTimeAsync(milliseconds),
      setSystemTime: (now) => timers.setSystemTime(now),
      setTimeout: (milliseconds) => {
        globalThis[Symbol.for('TEST_TIMEOUT_SYMBOL')] = milliseconds;
      },
    };
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  async unstable_importModule(file) {
    runs += 1;
    await import(`${pathToFileURL(file).href}?run=${runs}`);
  }

  /** The part of jest-circus that collects a file's tests begins afresh. */
  requireInternalModule(file) {
    for (const name of circusSymbols) delete globalThis[Symbol.for(name)];
    for (const key of Object.keys(require.cache)) if (key.startsWith(circus)) delete require.cache[key];
    return require(file);
  }

  requireModule(file) {
    return require(file);
  }

  setGlobalsForRuntime(globals) {
    Object.assign(globalThis, globals);
  }

  getSourceMaps() {
    return globalThis[Symbol.for('foyer.sourceMaps')];
  }

  clearAllMocks() {
    this.mocker.clearAllMocks();
  }

  resetAllMocks() {
    this.mocker.resetAllMocks();
  }

  restoreAllMocks() {
    this.mocker.restoreAllMocks();
  }

  enterTestCode() {}
  leaveTestCode() {}
  resetModules() {}
  teardown() {}

  getAllCoverageInfoCopy() {
    return undefined;
  }
};
