// Measures the search and the recommendations of partners on invented people whose relevance is known.
//   node scripts/build.mjs && node test/load/partners.bench.mjs [--people 6000] [--judged 600] [--seed 1]
// People speak one of six languages. What they really offer and need are topics of the S1 thesaurus; they write each by
// its name, by another name, with a slip, or in a phrase, in their own language. Two are relevant to each other when
// either offers a topic that the other needs; topics that the organisers let answer each other count too. The database
// is thrown away afterwards.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { buildServer, dist } from '../../scripts/lib/server-build.mjs';
import { startTestServices } from '../../scripts/lib/test-services.mjs';
import { generatePeople, randomOf, translated } from './lib/personas.mjs';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '6000' },
    judged: { type: 'string', default: '600' },
    seed: { type: 'string', default: '1' },
  },
});
await buildServer();
const services = await startTestServices();
Object.assign(process.env, services.env);
const load = (file) => import(pathToFileURL(path.join(dist, file)).href);
const here = path.dirname(fileURLToPath(import.meta.url));
const { topics } = parse(fs.readFileSync(path.join(here, '../fixtures/s1/event.yaml'), 'utf8'));
try {
  const kit = await load('test/kit/index.js');
  const partners = await load('libs/partners/src/index.js');
  const { sql } = await load('libs/platform/src/index.js');
  const rooms = await kit.startRooms([partners.PartnersModule]);
  const bench = { kit, partners, sql, rooms };
  await quality(bench, Number(values.judged));
  await speed(bench, Number(values.people));
  console.log(`load average ${os.loadavg()[0].toFixed(1)}`);
  await rooms.stop();
} finally {
  await services.stop();
}

async function anEventOf({ kit, partners, sql, rooms }, people, withTopics) {
  const event = await kit.anEvent(rooms);
  if (withTopics) {
    await rooms.database.write({ actor: null }, (tx) =>
      partners.putTopics(
        tx,
        event,
        topics.map(({ part_of: parent = null, synonyms = {}, answers = [], ...topic }) => ({
          ...topic,
          ...{ synonyms, answers, parent },
        })),
      ),
    );
  }
  const address = (index) => `${event.slug}-${index}@example.org`;
  const given = JSON.stringify(people.map((one, index) => ({ ...one, email: address(index) })));
  const record = sql`jsonb_to_recordset(${given}::jsonb) as g(email text, name text, organisation text, country text,
    category text, language text, offers text[], needs text[], about text)`;
  await sql`insert into person (email, name) select email, name from ${record}`.execute(rooms.database.sql);
  await sql`
    insert into organisation (name, country, match_key)
    select distinct organisation, 'GE', lower(organisation) from ${record} on conflict do nothing`.execute(
    rooms.database.sql,
  );
  await sql`analyze person, organisation`.execute(rooms.database.sql);
  const started = performance.now();
  const { rows } = await sql`
    insert into registration (event_id, person_id, state, name, category, organisation_id, country, language, time_zone,
      offers, needs, about, confirmed_at)
    select ${event.id}, (select id from person a where a.email = g.email), 'confirmed', g.name, g.category,
      (select id from organisation o where o.match_key = lower(g.organisation) and o.country = 'GE'), g.country,
      g.language, 'Asia/Tbilisi', g.offers, g.needs, g.about, now()
    from ${record} returning person_id as id`.execute(rooms.database.sql);
  const written = performance.now() - started;
  await sql`analyze registration, partner_term, partner_document, topic_name, organisation`.execute(
    rooms.database.sql,
  );
  return { event, ids: rows.map(({ id }) => id), written };
}

/** Precision of the first ten, exposure, and what a translation costs. */
async function quality(bench, count) {
  const { kit, partners, rooms } = bench;
  const people = generatePeople(topics, count, Number(values.seed));
  const queries = rooms.get(partners.RecommendationQueries);
  const chosen = { ...partners.spread };
  for (const [title, withTopics, spread] of [
    ['with topics', true, chosen],
    ['with topics, exposure not spread', true, { crowd: 0, turn: 0 }],
    ['own words alone, no topics', false, chosen],
  ]) {
    Object.assign(partners.spread, spread);
    const { event, ids } = await anEventOf(bench, people, withTopics);
    const shown = new Map(ids.map((id) => [id, 0]));
    let hits = 0;
    let one = 0;
    let slots = 0;
    for (const [viewer, id] of ids.entries()) {
      const { partners: best } = await queries.list(kit.callBy({ id }), event.slug, 10);
      const relevant = ids.filter((_, other) => people[viewer].mutual(people[other])).length;
      slots += Math.min(10, relevant);
      for (const { person } of best) {
        shown.set(person, shown.get(person) + 1);
        const other = people[ids.indexOf(person)];
        if (people[viewer].mutual(other)) hits++;
        else if (people[viewer].oneWay(other)) one++;
      }
    }
    const base = average(
      people.map((p) => people.filter((o) => o !== p && p.mutual(o)).length / (people.length - 1)),
    );
    console.log(
      `${title}: mutual precision@10 ${(hits / slots).toFixed(3)} (by chance ${base.toFixed(3)}), one-sided among the rest ${one}; ` +
        `exposure Gini ${gini([...shown.values()]).toFixed(3)}, never shown ${[...shown.values()].filter((n) => n === 0).length} of ${ids.length}`,
    );
  }
  Object.assign(partners.spread, chosen);
  await translations(bench, people);
}

/** Each of some people is joined by their own translations: how much of the fit do these keep? */
async function translations(bench, people) {
  const { kit, partners, rooms } = bench;
  const random = randomOf(Number(values.seed) + 1);
  const some = people.slice(0, 40);
  const twins = some.flatMap((one, original) =>
    translated(one, topics, random).map((twin) => ({ ...twin, original })),
  );
  const { event, ids } = await anEventOf(bench, [...people, ...twins], true);
  const suggestions = rooms.get(partners.SuggestionQueries);
  const ratios = [];
  for (const [viewer, id] of ids.slice(100, 160).entries()) {
    const me = people[viewer + 100];
    const list = await suggestions.list(kit.callBy({ id }), event.slug, { limit: 200 });
    const place = new Map(list.map(({ person }, index) => [person, index + 1]));
    for (const [index, twin] of twins.entries()) {
      if (!me.mutual(some[twin.original])) continue;
      const [was, is] = [place.get(ids[twin.original]), place.get(ids[people.length + index])];
      if (was === undefined) continue;
      // Of those whom the original leaves behind, how many does the translation leave behind?
      const behind = (rank) => Math.max(0, list.length - (rank ?? list.length));
      ratios.push(behind(is) / Math.max(1, behind(was)));
    }
  }
  ratios.sort((a, b) => a - b);
  const share = ratios.filter((ratio) => ratio >= 0.9).length / ratios.length;
  console.log(
    `translated profiles: ${ratios.length} pairs, rank kept: median ${ratios[Math.floor(ratios.length / 2)].toFixed(3)} of the original's; within 90 % for ${(100 * share).toFixed(1)} %`,
  );
}

/** How long the doors take with so many participants. */
async function speed(bench, count) {
  const { kit, partners, rooms, sql } = bench;
  const people = generatePeople(topics, count, Number(values.seed) + 7);
  const { event, ids, written } = await anEventOf(bench, people, true);
  console.log(`${count} registrations written, with terms and documents: ${Math.round(written)} ms`);
  const directory = rooms.get(partners.DirectoryQueries);
  const recommendations = rooms.get(partners.RecommendationQueries);
  const market = rooms.get(partners.MarketQueries);
  const random = randomOf(3);
  const someone = () => kit.callBy({ id: ids[Math.floor(random() * ids.length)] });
  const base = { sort: 'fit', limit: 24 };
  const words = [
    'kyiv',
    'логістика',
    'cybersecurity',
    'მენტორები',
    'mentorius',
    'inwestors',
    'Person 44',
    'robotics',
  ];
  const word = () => words[Math.floor(random() * words.length)];
  const doors = {
    'directory, best first, with facets': () => directory.list(someone(), event.slug, base),
    'directory by name, with facets': () => directory.list(someone(), event.slug, { ...base, sort: 'name' }),
    'search, with facets': () => directory.list(someone(), event.slug, { ...base, search: word() }),
    recommendations: () => recommendations.list(someone(), event.slug, 12),
    marketplace: () => market.list(someone(), event.slug, undefined),
    'a profile': () =>
      directory.one(someone(), event.slug, ids[Math.floor(random() * ids.length)]).catch(() => null),
  };
  for (const [name, call] of Object.entries(doors)) {
    const times = [];
    for (let round = 0; round < 45; round++) {
      const from = performance.now();
      await call();
      if (round >= 5) times.push(performance.now() - from);
    }
    times.sort((a, b) => a - b);
    console.log(`${name}: p50 ${times[20].toFixed(0)} ms, p99 ${times.at(-1).toFixed(0)} ms`);
  }
  for (const query of ['mentors', 'inwestors']) {
    const found = performance.now();
    const { rows } = await sql`select count(*) from find_partners(${event.id}, ${query})`.execute(
      rooms.database.sql,
    );
    console.log(`find_partners(${query}): ${rows[0].count} in ${(performance.now() - found).toFixed(1)} ms`);
  }
}

function average(list) {
  return list.reduce((sum, one) => sum + one, 0) / Math.max(1, list.length);
}

/** 0 where all are shown equally often, 1 where one alone is. */
function gini(list) {
  const sorted = [...list].sort((a, b) => a - b);
  const total = sorted.reduce((sum, one) => sum + one, 0);
  const weighted = sorted.reduce((sum, one, index) => sum + (index + 1) * one, 0);
  return (2 * weighted) / (sorted.length * total) - (sorted.length + 1) / sorted.length;
}
