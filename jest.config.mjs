import fs from 'node:fs';

const swc = JSON.parse(fs.readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));
// Jest maps the path aliases itself; two mappings would fight.
delete swc.jsc.paths;
delete swc.jsc.baseUrl;

/** JSX only where the file's name says so: elsewhere `<T>(x: T) => x` is a generic function. */
function transformer(tsx) {
  const jsc = { ...swc.jsc, parser: { ...swc.jsc.parser, tsx } };
  return ['@swc/jest', { ...swc, jsc, swcrc: false, module: { type: 'es6' }, sourceMaps: 'inline' }];
}

/** @type {import('jest').Config} */
export default {
  rootDir: '.',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{apps,libs,test}/**/*.spec.{ts,tsx}'],
  // Measurements take minutes and belong to nobody's every save: `npm run jest -- --testPathIgnorePatterns= test/load`.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/load/'],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.foyer'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.ts$': transformer(false), '^.+\\.tsx$': transformer(true) },
  moduleNameMapper: {
    '^@foyer/test-kit$': '<rootDir>/test/kit/index.ts',
    '^@foyer/platform/embedded$': '<rootDir>/libs/platform/src/embedded/index.ts',
    '^@foyer/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  maxWorkers: 2,
  // Modules of ended files stay in a worker's memory: it starts anew before collecting garbage takes longer than testing.
  workerIdleMemoryLimit: '1GB',
  // A backstop, not a measure: machines that do much else at once are slow.
  testTimeout: 60_000,
};
