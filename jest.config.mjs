/** @type {import('jest').Config} */
export default {
  rootDir: '.',
  // Test files run in plain Node: see docs/decisions/0050-tests-in-plain-node.md.
  testEnvironment: '<rootDir>/scripts/jest/environment.cjs',
  runtime: '<rootDir>/scripts/jest/runtime.cjs',
  transform: {},
  testMatch: ['<rootDir>/{apps,libs,test}/**/*.spec.{ts,tsx}'],
  // Measurements take minutes and belong to nobody's every save: `npm run jest -- --testPathIgnorePatterns= test/load`.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/load/'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.foyer'],
  maxWorkers: 2,
  // What test files leave behind goes with their worker, before collecting garbage takes longer than testing.
  workerIdleMemoryLimit: '1GB',
  // A backstop, not a measure: machines that do much else at once are slow.
  testTimeout: 180_000,
};
