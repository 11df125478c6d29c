/** What has happened in the demo when somebody first looks at it. People are named by the part before the @. */

export interface DemoQuestion {
  by: string;
  text: string;
  anonymous?: boolean;
  state: 'pending' | 'approved' | 'answered';
  /** How many of the others want it answered. */
  votes: number;
}

/** Of the session that is going on; three wait for the moderator. */
export const questions: DemoQuestion[] = [
  {
    by: 'ihor.senyk',
    text: 'Чи мусить координатор проєкту бути з країни ЄС?',
    state: 'answered',
    votes: 12,
  },
  {
    by: 'attendee',
    text: 'How long did it take from the first talk to a signed consortium agreement?',
    state: 'approved',
    votes: 17,
  },
  {
    by: 'irakli.shengelia',
    text: 'როგორ გაიყავით ხარჯები პარტნიორებს შორის, სანამ გრანტი მოვიდოდა?',
    state: 'approved',
    votes: 9,
  },
  {
    by: 'leyla.qasimova',
    text: 'Kiçik bir klaster belə bir layihəyə necə qoşula bilər?',
    state: 'approved',
    votes: 14,
  },
  {
    by: 'tomas.urbonas',
    text: 'Which mistake in your first application would you warn us of?',
    anonymous: true,
    state: 'approved',
    votes: 6,
  },
  {
    by: 'olesea.cazacu',
    text: 'Ce se întâmplă cu proprietatea intelectuală după încheierea proiectului?',
    state: 'pending',
    votes: 0,
  },
  {
    by: 'jonas.stankevicius',
    text: 'Kas rašė paraišką: jūs patys ar konsultantai?',
    state: 'pending',
    votes: 0,
  },
  {
    by: 'hayk.grigoryan',
    text: 'Would you do it again with the same partners?',
    anonymous: true,
    state: 'pending',
    votes: 0,
  },
];

export interface DemoRequest {
  by: string;
  to: string;
  message?: string;
  /** Whether it was accepted for the first slot in which both are free. */
  accepted?: boolean;
}

export const requests: DemoRequest[] = [
  {
    by: 'leyla.qasimova',
    to: 'attendee',
    message: 'You look for clean energy, we look for mentors: shall we talk?',
  },
  { by: 'ruta.zemaityte', to: 'attendee', message: 'Our laboratories are open for tests in spring.' },
  { by: 'attendee', to: 'elise.martens', message: 'I would like to ask you about partners for a proposal.' },
  { by: 'attendee', to: 'ihor.senyk', accepted: true },
  {
    by: 'tornike.mchedlidze',
    to: 'mykola.bondarenko',
    message: 'Vineyards and wheat: same sensors?',
    accepted: true,
  },
  { by: 'cosmin.bratu', to: 'volha.kreidzich', accepted: true },
  { by: 'victoria.ursu', to: 'stefan.lungu', accepted: true },
  { by: 'zoriana.fedoriv', to: 'ruta.zemaityte', accepted: true },
  { by: 'yuliia.karpenko', to: 'raluca.ene' },
];

/** Invited and yet to answer. */
export const undecided = [
  'diana.morari',
  'danylo.rudenko',
  'pavel.zhuk',
  'lia.sukhishvili',
  'bram.claessens',
];
