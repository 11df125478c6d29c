/** Invented people with what they really offer and need, and what they write of it in their language. */

const languages = ['en', 'az', 'ka', 'uk', 'lt', 'ro'];
const countries = { en: 'AM', az: 'AZ', ka: 'GE', uk: 'UA', lt: 'LT', ro: 'MD' };
const phrases = {
  en: (x) => `help with ${x}`,
  az: (x) => `${x} üzrə kömək`,
  ka: (x) => `დახმარება: ${x}`,
  uk: (x) => `допомога: ${x}`,
  lt: (x) => `pagalba: ${x}`,
  ro: (x) => `ajutor cu ${x}`,
};

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function generatePeople(topics, count, seed) {
  const random = randomOf(seed);
  const leaves = topics.filter(({ part_of: above }) => above !== undefined);
  const answers = new Map(leaves.map((topic) => [topic.key, new Set([topic.key, ...(topic.answers ?? [])])]));
  // Some topics are far more asked for than others.
  const pick = (wanted, not) => {
    const chosen = new Set();
    while (chosen.size < wanted) {
      const key = leaves[Math.floor(random() ** 1.7 * leaves.length)].key;
      if (!not.has(key)) chosen.add(key);
    }
    return [...chosen];
  };
  return Array.from({ length: count }, (_, index) => {
    const language = languages[Math.floor(random() * languages.length)];
    const real = { offers: pick(1 + Math.floor(random() * 4), new Set()) };
    real.needs = pick(1 + Math.floor(random() * 4), new Set(real.offers));
    return personOf({ index, language, real, answers, topics, random });
  });
}

/** The same person in each of the other languages. */
export function translated(person, topics, random) {
  return languages
    .filter((language) => language !== person.language)
    .map((language) =>
      personOf({ ...person, language, topics, random, index: `${person.index}-${language}` }),
    );
}

function personOf({ index, language, real, answers, topics, random }) {
  const byKey = new Map(topics.map((topic) => [topic.key, topic]));
  const write = (key) => {
    const { labels, synonyms = {} } = byKey.get(key);
    const how = random();
    const other = synonyms[language]?.[0];
    if (how < 0.5) return labels[language];
    if (how < 0.75 && other) return other;
    return how < 0.88 ? slip(labels[language], random) : phrases[language](labels[language]);
  };
  const meets = (offers, needs) => offers.some((offer) => needs.some((need) => answers.get(offer).has(need)));
  return {
    ...{ index, language, real, answers },
    name: `Person ${index}`,
    organisation: `Organisation ${typeof index === 'number' ? index % 900 : index}`,
    country: countries[language],
    category: 'cluster',
    offers: real.offers.map(write),
    needs: real.needs.map(write),
    about: null,
    mutual: (other) => meets(real.offers, other.real.needs) && meets(other.real.offers, real.needs),
    oneWay: (other) => meets(real.offers, other.real.needs) || meets(other.real.offers, real.needs),
  };
}

/** Two letters change places. */
function slip(word, random) {
  const at = 1 + Math.floor(random() * Math.max(1, word.length - 3));
  return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
}
