import { languages, type Language } from '@foyer/contracts';

/** City of a zone in en, az, ka, uk, lt, ro. Zones that are missing here go by their IANA name. */
const cities: Record<string, string> = {
  'Asia/Tbilisi': 'Tbilisi|Tbilisi|თბილისი|Тбілісі|Tbilisis|Tbilisi',
  'Asia/Baku': 'Baku|Bakı|ბაქო|Баку|Baku|Baku',
  'Asia/Yerevan': 'Yerevan|İrəvan|ერევანი|Єреван|Jerevanas|Erevan',
  'Europe/Kyiv': 'Kyiv|Kiyev|კიევი|Київ|Kyjivas|Kiev',
  'Europe/Chisinau': 'Chișinău|Kişinyov|კიშინიოვი|Кишинів|Kišiniovas|Chișinău',
  'Europe/Minsk': 'Minsk|Minsk|მინსკი|Мінськ|Minskas|Minsk',
  'Europe/Vilnius': 'Vilnius|Vilnüs|ვილნიუსი|Вільнюс|Vilnius|Vilnius',
  'Europe/Riga': 'Riga|Riqa|რიგა|Рига|Ryga|Riga',
  'Europe/Tallinn': 'Tallinn|Tallin|ტალინი|Таллінн|Talinas|Tallinn',
  'Europe/Bucharest': 'Bucharest|Buxarest|ბუქარესტი|Бухарест|Bukareštas|București',
  'Europe/Brussels': 'Brussels|Brüssel|ბრიუსელი|Брюссель|Briuselis|Bruxelles',
  'Europe/Warsaw': 'Warsaw|Varşava|ვარშავა|Варшава|Varšuva|Varșovia',
  'Europe/Berlin': 'Berlin|Berlin|ბერლინი|Берлін|Berlynas|Berlin',
  'Europe/Vienna': 'Vienna|Vyana|ვენა|Відень|Viena|Viena',
  'Europe/Prague': 'Prague|Praqa|პრაღა|Прага|Praha|Praga',
  'Europe/Budapest': 'Budapest|Budapeşt|ბუდაპეშტი|Будапешт|Budapeštas|Budapesta',
  'Europe/Sofia': 'Sofia|Sofiya|სოფია|Софія|Sofija|Sofia',
  'Europe/Athens': 'Athens|Afina|ათენი|Афіни|Atėnai|Atena',
  'Europe/Istanbul': 'Istanbul|İstanbul|სტამბოლი|Стамбул|Stambulas|Istanbul',
  'Europe/Paris': 'Paris|Paris|პარიზი|Париж|Paryžius|Paris',
  'Europe/London': 'London|London|ლონდონი|Лондон|Londonas|Londra',
  'Europe/Dublin': 'Dublin|Dublin|დუბლინი|Дублін|Dublinas|Dublin',
  'Europe/Lisbon': 'Lisbon|Lissabon|ლისაბონი|Лісабон|Lisabona|Lisabona',
  'Europe/Madrid': 'Madrid|Madrid|მადრიდი|Мадрид|Madridas|Madrid',
  'Europe/Rome': 'Rome|Roma|რომი|Рим|Roma|Roma',
  'Europe/Amsterdam': 'Amsterdam|Amsterdam|ამსტერდამი|Амстердам|Amsterdamas|Amsterdam',
  'Europe/Luxembourg': 'Luxembourg|Lüksemburq|ლუქსემბურგი|Люксембург|Liuksemburgas|Luxemburg',
  'Europe/Zurich': 'Zurich|Sürix|ციურიხი|Цюрих|Ciurichas|Zürich',
  'Europe/Copenhagen': 'Copenhagen|Kopenhagen|კოპენჰაგენი|Копенгаген|Kopenhaga|Copenhaga',
  'Europe/Stockholm': 'Stockholm|Stokholm|სტოკჰოლმი|Стокгольм|Stokholmas|Stockholm',
  'Europe/Oslo': 'Oslo|Oslo|ოსლო|Осло|Oslas|Oslo',
  'Europe/Helsinki': 'Helsinki|Helsinki|ჰელსინკი|Гельсінкі|Helsinkis|Helsinki',
  'Europe/Belgrade': 'Belgrade|Belqrad|ბელგრადი|Белград|Belgradas|Belgrad',
  'Europe/Zagreb': 'Zagreb|Zaqreb|ზაგრები|Загреб|Zagrebas|Zagreb',
  'Europe/Bratislava': 'Bratislava|Bratislava|ბრატისლავა|Братислава|Bratislava|Bratislava',
  'Europe/Ljubljana': 'Ljubljana|Lyublyana|ლიუბლიანა|Любляна|Liubliana|Ljubljana',
  'Asia/Almaty': 'Almaty|Almatı|ალმათი|Алмати|Almata|Almatî',
  'Asia/Tashkent': 'Tashkent|Daşkənd|ტაშკენტი|Ташкент|Taškentas|Tașkent',
  'America/New_York': 'New York|Nyu-York|ნიუ-იორკი|Нью-Йорк|Niujorkas|New York',
};

/** Names that some runtimes still answer with. */
const renamed: Record<string, string> = { 'Europe/Kiev': 'Europe/Kyiv' };

/** The name that a zone bears today, where a runtime answers with an older one. */
export const zoneOfToday = (timeZone: string): string => renamed[timeZone] ?? timeZone;

/** The city that a zone goes by: `Asia/Tbilisi` → თბილისი. Never an abbreviation, never a bare offset. */
export function zoneCity(timeZone: string, language: Language): string {
  const names = cities[zoneOfToday(timeZone)]?.split('|');
  return (
    names?.[languages.indexOf(language)] ?? timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ')
  );
}
