/** Countries with names that are at home there; invented, and put together by chance. */
export const places = [
  {
    ...{ country: 'GE', language: 'ka', timeZone: 'Asia/Tbilisi', town: 'Kutaisi' },
    given: ['Nino', 'Giorgi', 'ანა', 'ლევან', 'Tamar', 'Irakli'],
    family: ['Beridze', 'Kapanadze', 'ქავთარაძე', 'Gelashvili', 'Lomidze', 'წერეთელი'],
  },
  {
    ...{ country: 'AZ', language: 'az', timeZone: 'Asia/Baku', town: 'Gəncə' },
    given: ['Günel', 'Elçin', 'Leyla', 'Rəşad', 'Aysel', 'Tural'],
    family: ['Əliyeva', 'Məmmədov', 'Hüseynova', 'Quliyev', 'Həsənova', 'İsmayılov'],
  },
  {
    ...{ country: 'UA', language: 'uk', timeZone: 'Europe/Kyiv', town: 'Lviv' },
    given: ['Олена', 'Orest', 'Ірина', 'Andriy', 'Наталя', 'Taras'],
    family: ['Коваленко', 'Shevchuk', 'Бондар', 'Melnyk', 'Ткаченко', 'Kravets'],
  },
  {
    ...{ country: 'MD', language: 'ro', timeZone: 'Europe/Chisinau', town: 'Bălți' },
    given: ['Ana', 'Ion', 'Doina', 'Vasile', 'Lilia', 'Sergiu'],
    family: ['Rusu', 'Ceban', 'Munteanu', 'Țurcanu', 'Popescu', 'Băț'],
  },
  {
    ...{ country: 'LT', language: 'lt', timeZone: 'Europe/Vilnius', town: 'Kaunas' },
    given: ['Ieva', 'Jonas', 'Rūta', 'Mindaugas', 'Živilė', 'Tomas'],
    family: ['Žukauskaitė', 'Petrauskas', 'Kazlauskienė', 'Urbonas', 'Šimkutė', 'Butkus'],
  },
  {
    ...{ country: 'AM', language: 'en', timeZone: 'Asia/Yerevan', town: 'Gyumri' },
    given: ['Anahit', 'Tigran', 'Lilit', 'Aram', 'Mariam', 'Hayk'],
    family: ['Sargsyan', 'Mkrtchyan', 'Grigoryan', 'Hakobyan', 'Petrosyan', 'Avetisyan'],
  },
  {
    ...{ country: 'DE', language: 'en', timeZone: 'Europe/Berlin', town: 'Jena' },
    given: ['Greta', 'Jonas', 'Mila', 'Emil', 'Frieda', 'Anton'],
    family: ['Schäfer', 'Krüger', 'Böhm', 'Lindner', 'Vogt', 'Hartwig'],
  },
] as const;

/** What organisations work on: what one offers, another seeks. */
export const topics = [
  ...['packaging', 'cold storage', 'logistics', 'wine export', 'organic farming', 'food safety'],
  ...['furniture', 'wood processing', 'textiles', 'leather', 'ceramics', 'recycling'],
  ...['solar power', 'biogas', 'water treatment', 'smart metering', 'drones', 'sensors'],
  ...['software development', 'cybersecurity', 'AI for industry', 'digital skills', 'e-commerce', 'fintech'],
  ...[
    'medical devices',
    'biotechnology',
    'tourism',
    'film production',
    'EU project partners',
    'soft landing',
  ],
] as const;

export const kinds = ['Cluster', 'Association', 'Technopark', 'Alliance', 'Incubator'] as const;
export const positions = [
  'Manager',
  'Head of partnerships',
  'Director',
  'Project lead',
  'Researcher',
] as const;

export const categories = [
  { key: 'cluster', label: { en: 'Cluster', ka: 'კლასტერი', az: 'Klaster' } },
  { key: 'association', label: { en: 'Association', ka: 'ასოციაცია', az: 'Assosiasiya' } },
  { key: 'technopark', label: { en: 'Technopark', ka: 'ტექნოპარკი', az: 'Texnopark' } },
  { key: 'company', label: { en: 'Company', ka: 'კომპანია', az: 'Şirkət' } },
] as const;
