import { isDeepStrictEqual } from 'node:util';
import type { EventFile } from '@foyer/contracts';
import { EventAccess, EventEntity } from '@foyer/events';
import { Accounts } from '@foyer/people';
import { sql, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { instantOf, stored } from './import.values.js';

/** The event itself and those who run it. */
@Injectable()
export class EventImport {
  constructor(
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Accounts) private readonly accounts: Accounts,
  ) {}

  /** Finds the event by its slug or makes it. @returns which of its properties are new, where it was there */
  async putEvent(
    tx: Tx,
    file: EventFile,
    publish: boolean,
  ): Promise<{ event: EventEntity; created: boolean; changed: string[] }> {
    const { slug, title, purpose, time_zone: timeZone, languages, categories } = file.event;
    const wanted = {
      ...{ title, purpose, timeZone, languages, categories },
      expectedOutcomes: file.event.expected_outcomes,
      startsAt: instantOf(file, file.event.starts),
      endsAt: instantOf(file, file.event.ends),
    };
    const known = await tx.em.findOne(EventEntity, { slug });
    Object.assign(wanted, lookOf(file, known), {
      categories: known ? await this.categories(tx, known, categories) : categories,
    });
    const event = known ?? tx.em.create(EventEntity, { slug, ...wanted });
    const changed = differences(event, wanted);
    if (publish && event.state === 'draft') {
      event.state = 'published';
      changed.push('published');
    }
    tx.em.assign(event, wanted);
    await tx.em.flush();
    if (changed.includes('startsAt') || changed.includes('endsAt') || changed.includes('published')) {
      tx.fact('event.moved', { event: event.id });
    }
    return { event, created: !known, changed: known ? changed : [] };
  }

  /** Those of the file, and hidden behind them those that people are in, or something is for, and the file has left out. */
  private async categories(
    tx: Tx,
    known: EventEntity,
    given: EventFile['event']['categories'],
  ): Promise<EventEntity['categories']> {
    const { rows } = await sql<{ category: string }>`
      select category from registration where event_id = ${known.id}
      union select unnest(categories) from meeting_block where event_id = ${known.id}
      union select jsonb_array_elements_text(audience -> 'categories') from message
        where event_id = ${known.id} and state = 'draft'`.execute(tx.sql);
    const used = new Set(rows.map(({ category }) => category));
    const named = new Set(given.map(({ key }) => key));
    const kept = known.categories.filter(({ key }) => used.has(key) && !named.has(key));
    return [...given, ...kept.map((category) => ({ ...category, hidden: true }))];
  }

  /** Gives the roles that the file names; the first organiser owns an event that nobody owns. It takes none away. */
  async putTeam(tx: Tx, event: EventEntity, { organisers, moderators }: EventFile): Promise<void> {
    const { timeZone } = event;
    const language = event.languages[0] ?? 'en';
    const ids = await this.accounts.ensure(
      tx,
      [...organisers, ...moderators].map((email) => ({ email, name: '', language, timeZone })),
    );
    const { rows } = await sql`
      select from event_role where event_id = ${event.id} and role = 'owner' limit 1`.execute(tx.sql);
    for (const [index, email] of organisers.entries()) {
      const owns = index === 0 && rows.length === 0;
      const person = stored(ids.get(email));
      const { rows: already } = await sql`
        select from event_role where event_id = ${event.id} and person_id = ${person} and role = 'owner'`.execute(
        tx.sql,
      );
      if (already.length === 0) await this.access.grant(tx, event.id, person, owns ? 'owner' : 'organiser');
    }
    for (const email of moderators)
      await this.access.grant(tx, event.id, stored(ids.get(email)), 'moderator');
  }
}

/** How the event looks, as far as the file says; what it leaves out stays, and so do the logos of partners. */
function lookOf({ event: given }: EventFile, known: EventEntity | null): Partial<EventEntity> {
  const { colour, venue, contact, website, hashtag, partners, series, programme } = given;
  const logos = new Map((known?.partners ?? []).map((one) => [partnerKey(one), one.logo]));
  const simple = { colour, venue, contact, website, hashtag };
  return {
    ...Object.fromEntries(Object.entries(simple).filter(([, value]) => value !== undefined)),
    ...(series ? { series: { ...series, link: series.link ?? null } } : {}),
    ...(programme ? { programme: { ...programme, link: programme.link ?? null } } : {}),
    ...(partners
      ? {
          partners: partners.map((one) => ({
            ...one,
            link: one.link ?? null,
            logo: logos.get(partnerKey(one)) ?? null,
          })),
        }
      : {}),
  };
}

const partnerKey = ({ tier, name }: { tier: string; name: object }): string =>
  JSON.stringify([tier, Object.entries(name).sort()]);

function differences(before: EventEntity, wanted: Partial<EventEntity>): string[] {
  const of = new Map<string, unknown>(Object.entries(before));
  return Object.entries(wanted)
    .filter(([key, value]) => !isDeepStrictEqual(of.get(key), value))
    .map(([key]) => key);
}
