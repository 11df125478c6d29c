// The rows of the house's targets: which benchmark measures each, and by which settings, short and long. Each entry of
// `short` and `full` is one run; without `full` the short settings are the whole measure.
export const rows = [
  {
    name: 'qa-storm',
    workload: 'Q&A storm, 1,000 viewers',
    target: '≥ 0.8 × bare votes a second',
    file: 'qa-storm.bench.mjs',
    short: [
      [
        ...['--rounds', '2', '--only'],
        '2000/1000/50/,20000/1000/50/,2000/50/50/,10000/2000 a second/50/,10000/2000 a second/500/',
      ],
    ],
    full: [['--rounds', '3']],
  },
  {
    name: 'join-storm',
    workload: 'Join storm',
    target: '≤ 1.5 × bare CPU',
    file: 'join-storm.bench.mjs',
    short: [['--rounds', '2']],
    full: [
      ['--rounds', '3'],
      ['--rounds', '3', '--own'],
    ],
  },
  {
    name: 'booking-storm',
    workload: 'Booking storm, 64 for each slot',
    target: '≥ 0.5 × pgbench',
    file: 'booking-storm.bench.mjs',
    short: [['--slots', '40', '--rounds', '2']],
    full: [['--slots', '200', '--rounds', '3']],
  },
  {
    name: 'reminders',
    workload: 'Reminders, 100,000 within a minute',
    target: '≥ 2 × bare jobs',
    file: 'reminders.bench.mjs',
    short: [['--people', '5000', '--rounds', '1']],
    full: [['--people', '100000', '--rounds', '3']],
  },
  {
    name: 'agenda-read',
    workload: 'Agenda read',
    target: '≥ 0.5 ×',
    file: 'agenda-read.bench.mjs',
    short: [['--rounds', '3', '--requests', '10000']],
    full: [['--rounds', '5']],
  },
  {
    name: 'import',
    workload: 'Import of people',
    target: '≤ 10 × COPY',
    file: 'import.bench.mjs',
    short: [
      ['--rounds', '3'],
      ['--rounds', '3', '--state', 'confirmed'],
    ],
    full: [
      ['--rounds', '7'],
      ['--rounds', '7', '--state', 'confirmed'],
    ],
  },
  {
    name: 'report',
    workload: 'Report',
    target: '≤ 3 × the SQL',
    file: 'report.bench.mjs',
    short: [['--rounds', '3']],
    full: [['--rounds', '7']],
  },
  {
    name: 'schedule',
    workload: 'B2B schedule',
    target: 'all placed',
    file: 'solver.bench.mjs',
    short: [['--skip-published', '--seeds', '1']],
    // The published instances are not part of the repository: where they are not, the made-up events alone are measured.
    full: [['--seconds', '60', '--cpu']],
  },
  {
    name: 'cold-start',
    workload: 'Cold start of `npm start`',
    target: '≤ 3 s beyond the database',
    file: 'cold-start.bench.mjs',
    short: [['--rounds', '3']],
    full: [['--rounds', '7']],
  },
  {
    name: 'memory',
    workload: 'Memory of an attendee',
    target: '≤ 32 KB',
    file: 'memory.bench.mjs',
    short: [['--rounds', '1', '--settle', '3']],
    full: [['--rounds', '3']],
  },
  {
    name: 'processes',
    workload: '1, 2, 4 api processes',
    target: '≤ 1.25 × CPU a delivery',
    file: 'processes.bench.mjs',
    short: [['--rounds', '1', '--votes', '5000']],
    full: [['--rounds', '3']],
  },
];
