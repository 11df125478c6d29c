import type { RegistrationState } from '@foyer/contracts';
import { matchKey } from '@foyer/organisations';

/** Somebody in the event, as far as doubles need to know. */
export interface KnownPerson {
  email: string;
  name: string;
  organisation: string;
  state: RegistrationState;
}

type Found =
  | { kind: 'new' }
  | { kind: 'invited' }
  | { kind: 'answered' }
  | { kind: 'double'; code: 'same_address' | 'same_person'; params: { line: number } }
  | { kind: 'double'; code: 'known_person'; params: { value: string } };

/** Who is who: by address, else by name and organisation in whatever script and order of names. */
export class Doubles {
  private readonly byAddress: Map<string, KnownPerson>;
  private readonly byPerson: Map<string, KnownPerson>;
  private readonly addresses = new Map<string, number>();
  private readonly persons = new Map<string, number>();
  private readonly organisations = new Map<string, string>();

  constructor(known: readonly KnownPerson[]) {
    this.byAddress = new Map(known.map((person) => [person.email, person]));
    this.byPerson = new Map(known.map((person) => [this.keyOf(person), person]));
  }

  /** What a row is, and remembers it for those below. */
  find(person: { email: string; name: string; organisation: string }, line: number): Found {
    const key = this.keyOf(person);
    const [address, same] = [this.addresses.get(person.email), this.persons.get(key)];
    if (address === undefined) this.addresses.set(person.email, line);
    if (same === undefined) this.persons.set(key, line);
    if (address !== undefined) return { kind: 'double', code: 'same_address', params: { line: address } };
    if (same !== undefined) return { kind: 'double', code: 'same_person', params: { line: same } };
    const known = this.byAddress.get(person.email);
    if (known) return { kind: known.state === 'invited' ? 'invited' : 'answered' };
    const other = this.byPerson.get(key);
    return other ? { kind: 'double', code: 'known_person', params: { value: other.email } } : { kind: 'new' };
  }

  private keyOf({ name, organisation }: { name: string; organisation: string }): string {
    let house = this.organisations.get(organisation);
    if (house === undefined) this.organisations.set(organisation, (house = matchKey(organisation)));
    return `${matchKey(name).split(' ').sort().join(' ')}|${house}`;
  }
}
