/** What columns are called, in the six languages of the house; as `plainHeader` writes them. The first is Foyer's own. */
const names = {
  id: 'id, guid, uid, nr, id sesije',
  slug: 'slug, short name, key',
  kind: 'kind, type, session type, format, növ, növü, ტიპი, სახე, тип, вид, формат, tipas, rūšis, tip, tipul, gen',
  title:
    'title, session, session title, topic, subject, başlıq, mövzu, sessiya, სათაური, თემა, სესია, назва, тема, сесія, название, pavadinimas, tema, sesija, titlu, titlul, sesiune, subiect',
  abstract:
    'abstract, description, summary, details, təsvir, annotasiya, აღწერა, ანოტაცია, опис, анотація, описание, aprašymas, anotacija, descriere, rezumat',
  date: 'date, day, tarix, gün, თარიღი, დღე, дата, день, data, diena, ziua, zi',
  starts:
    'starts, start, from, begin, begins, starts at, start time, time, başlama, başlanğıc, başlayır, vaxt, დასაწყისი, იწყება, დრო, საათი, початок, час, начало, время, pradžia, laikas, început, începe, ora, ora de început, de la',
  ends: 'ends, end, to, until, ends at, end time, bitmə, son, bitir, დასასრული, მთავრდება, кінець, закінчення, конец, окончание, pabaiga, sfârșit, se termină, până la, ora de sfârșit',
  duration:
    'duration, minutes, length, müddət, dəqiqə, ხანგრძლივობა, წუთი, тривалість, хвилин, хвилини, длительность, trukmė, minutės, durată, durata, minute',
  room: 'room, place, location, hall, stage, otaq, zal, yer, ოთახი, დარბაზი, ადგილი, кімната, зала, зал, місце, комната, место, salė, kambarys, vieta, sală, sala, cameră, loc',
  track:
    'track, stream, strand, istiqamət, bölmə, ნაკადი, მიმართულება, напрям, напрямок, секція, потік, направление, секция, srautas, kryptis, secțiune, flux, direcție',
  language: 'language, lang, dil, ენა, мова, язык, kalba, limbă, limba',
  speakers:
    'speakers, speaker, presenter, presenters, people, məruzəçi, məruzəçilər, spiker, მომხსენებელი, მომხსენებლები, სპიკერი, სპიკერები, доповідач, доповідачі, спікер, спікери, спикер, спикеры, докладчик, pranešėjas, pranešėjai, kalbėtojai, vorbitor, vorbitori, speakeri',
  moderators:
    'moderators, moderator, chair, moderatorlar, მოდერატორი, მოდერატორები, модератор, модератори, модераторы, moderatorius, moderatoriai, moderatori',
  questions: 'questions, q&a, q a, suallar, კითხვები, питання, вопросы, klausimai, întrebări',
  seats: 'seats, capacity, places, yerlər, ადგილები, местa, місця, места, vietos, locuri, capacitate',
  stream_url:
    'stream url, stream, stream link, link, url, yayım, ტრანსლაცია, ბმული, трансляція, посилання, трансляция, ссылка, transliacija, nuoroda, transmisiune',
  email:
    'email, e mail, mail, e mail address, email address, address, e poçt, elektron poçt, poçt, ელფოსტა, ელ ფოსტა, ელექტრონული ფოსტა, ფოსტა, імейл, електронна пошта, ел пошта, пошта, адреса, эл почта, электронная почта, почта, el paštas, el pašto adresas, paštas, adresă de e mail, adresa de e mail, adresa, poștă electronică',
  name: 'name, full name, participant, person, ad, ad soyad, adı, ad və soyad, tam ad, iştirakçı, სახელი, სახელი და გვარი, სახელი გვარი, მონაწილე, სრული სახელი, імя, ім я, імʼя, піб, п і б, імя та прізвище, прізвище та імя, учасник, фио, имя, имя и фамилия, участник, vardas, vardas pavardė, vardas ir pavardė, dalyvis, nume, numele, nume și prenume, nume complet, participant',
  first_name: 'first name, given name, firstname, forename, prenume, prenumele',
  last_name:
    'last name, surname, family name, lastname, soyad, soyadı, გვარი, прізвище, фамилия, pavardė, nume de familie',
  organisation:
    'organisation, organization, company, institution, employer, organisation name, təşkilat, şirkət, qurum, ორგანიზაცია, კომპანია, დაწესებულება, організація, компанія, установа, организация, компания, organizacija, įmonė, bendrovė, įstaiga, organizație, organizația, companie, compania, firmă, instituție',
  country: 'country, nation, ölkə, ქვეყანა, країна, страна, šalis, țară, țara',
  category:
    'category, group, participant type, participant category, kateqoriya, qrup, კატეგორია, ჯგუფი, категорія, група, категория, группа, kategorija, grupė, categorie, categoria, grup',
  time_zone:
    'time zone, timezone, zone, saat qurşağı, vaxt zonası, სასაათო სარტყელი, დროის სარტყელი, часовий пояс, часовой пояс, laiko juosta, fus orar, fusul orar',
  job_title:
    'job title, position, role, title of the person, function, vəzifə, თანამდებობა, პოზიცია, посада, должность, pareigos, funcție, funcția, post',
  offers:
    'offers, offer, i offer, can offer, təklif, təkliflər, təklif edir, გთავაზობთ, შეთავაზება, შემოთავაზება, пропонує, пропозиція, пропозиції, предлагает, предложения, siūlo, pasiūlymai, oferă, oferte, ofertă',
  needs:
    'needs, need, looking for, looks for, wants, ehtiyac, ehtiyaclar, axtarır, საჭიროება, საჭიროებები, ეძებს, шукає, потреби, потребує, ищет, ieško, poreikiai, caută, nevoi, nevoie',
  about:
    'about, bio, biography, notes, profile, haqqında, ჩემ შესახებ, შესახებ, ბიოგრაფია, про себе, про мене, біографія, о себе, apie, apie save, biografija, despre, despre mine, biografie',
} as const;
export type ColumnField = keyof typeof names;

/** "E-mail *" → "e mail". */
export const plainHeader = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’ʼ`´]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}&]+/gu, ' ')
    .trim();

const fields = new Map<ColumnField, readonly string[]>();
for (const [field, list] of Object.entries(names)) {
  // The keys of the table are the fields, by its type.
  fields.set(field as ColumnField, [plainHeader(field), ...list.split(',').map(plainHeader)]);
}

/** The field among these that a heading names; each heading means the first that knows it. */
export function fieldOf<F extends ColumnField>(header: string, among: readonly F[]): F | undefined {
  const plain = plainHeader(header);
  return among.find((field) => fields.get(field)?.includes(plain));
}
