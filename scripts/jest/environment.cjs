// Test files run among Node's own globals, not in a copy of them: see docs/decisions/0050-tests-in-plain-node.md.
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

module.exports = class PlainNodeEnvironment {
  constructor({ projectConfig }) {
    this.global = globalThis;
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
    this.moduleMocker = new ModuleMocker(globalThis);
    // Jest puts its own in their place for each file.
    this.ours = { console: globalThis.console, exit: process.exit };
  }

  async setup() {}

  async teardown() {
    this.fakeTimersModern.dispose();
    this.moduleMocker.restoreAllMocks();
    globalThis.console = this.ours.console;
    process.exit = this.ours.exit;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** Jest asks whether there is one; nothing is run in it. */
  getVmContext() {
    return globalThis;
  }
};
