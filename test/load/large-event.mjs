// Makes the files of a large event: 400 sessions in 12 rooms over 3 days, 300 speakers, 6,000 invented people.
//   node test/load/large-event.mjs FOLDER && npx foyer import FOLDER/event.yaml --people FOLDER/people.csv --publish
import fs from 'node:fs';
import path from 'node:path';

const folder = process.argv[2];
if (!folder) {
  console.error('node test/load/large-event.mjs FOLDER');
  process.exit(1);
}
const [sessions, speakers, people, rooms, days] = [400, 300, 6_000, 12, 3];
const first = ['Nino', 'Olena', 'Rūta', 'Mihnea', 'Aysel', 'Ани', 'Davit', 'Ґалина', 'Žygimantas', 'ლევან'];
const last = [
  'Beridze',
  'Kovalʼchuk',
  'Žemaitytė',
  'Dobrescu',
  'Əliyeva',
  'Саркісян',
  'Maisuradze',
  'ჯაფარიძე',
];
const countries = ['AM', 'AZ', 'GE', 'LT', 'MD', 'RO', 'UA', 'XK'];
const categories = ['cluster', 'association', 'techno-park', 'ministry'];
const topics = [
  'AI for industry',
  'წყლის მართვა',
  'кібербезпека',
  'enerji',
  'medicinos įranga',
  'wine export',
];
const pick = (list, index) => list[index % list.length];
const name = (index) => `${pick(first, index)} ${pick(last, Math.floor(index / first.length))} ${index}`;
const two = (number) => String(number).padStart(2, '0');

const perDay = Math.ceil(sessions / days);
const rows = Math.ceil(perDay / rooms);
const agenda = Array.from({ length: sessions }, (_, index) => {
  const day = Math.floor(index / perDay);
  const inDay = index % perDay;
  const row = Math.floor(inDay / rooms);
  const start = 9 * 60 + Math.floor((row * 8 * 60) / rows);
  const clock = (minutes) => `2027-05-${two(10 + day)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return [
    `  - slug: session-${index}`,
    `    kind: ${pick(['talk', 'panel', 'workshop', 'q-and-a'], index)}`,
    `    title: { en: "Session ${index}: ${pick(topics, index)}", ka: "სესია ${index}" }`,
    `    abstract: { en: "${'What is shown here was tried out in three regions. '.repeat(4).trim()}" }`,
    `    starts: ${clock(start)}`,
    `    ends: ${clock(start + 35)}`,
    `    room: Room ${inDay % rooms}`,
    `    track: Track ${index % 6}`,
    // Each speaker is in one or two sessions, never at the same time: rows apart.
    `    speakers: [speaker-${index % speakers}]`,
    `    questions: true`,
  ].join('\n');
});
const yaml = `foyer: 1
event:
  slug: large-event
  title: { en: A large event, ka: დიდი ღონისძიება }
  purpose: { en: To see whether every page stays quick. }
  starts: 2027-05-10 08:00
  ends: 2027-05-12 20:00
  time_zone: Europe/Vilnius
  languages: [en, ka]
  categories:
${categories.map((key) => `    - { key: ${key}, label: { en: ${key} } }`).join('\n')}
organisers: [organiser@demo.foyer.test]
rooms: [${Array.from({ length: rooms }, (_, index) => `Room ${index}`).join(', ')}]
speakers:
${Array.from({ length: speakers }, (_, index) => `  - { key: speaker-${index}, name: "${name(index)}", organisation: "Cluster ${index % 90}", country: ${pick(countries, index)} }`).join('\n')}
sessions:
${agenda.join('\n')}
`;
const csv = [
  'name,email,category,organisation,country,language,time_zone,job_title,offers,needs,about',
  ...Array.from({ length: people }, (_, index) =>
    [
      name(index),
      `person-${index}@example.org`,
      pick(categories, index),
      `Organisation ${index % 1_500}`,
      pick(countries, index),
      pick(['en', 'ka', 'uk', 'az', 'lt', 'ro'], index),
      pick(['Asia/Tbilisi', 'Europe/Kyiv', 'Asia/Baku', 'Europe/Vilnius'], index),
      'Manager',
      pick(topics, index),
      pick(topics, index + 1),
      '',
    ].join(','),
  ),
].join('\n');
fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(path.join(folder, 'event.yaml'), yaml);
fs.writeFileSync(path.join(folder, 'people.csv'), `${csv}\n`);
console.log(`${sessions} sessions, ${speakers} speakers, ${people} people in ${folder}`);
