import { isDeepStrictEqual } from 'node:util';
import type { Language, Speaker } from '@foyer/contracts';
import { slugOf } from '@foyer/agenda';
import { matchKey } from '@foyer/organisations';
import type { Origins } from './agenda.reader.js';
import type { TableSpeaker } from './formats/agenda-table.js';
import { mergeText } from './text-merge.js';

export interface PlannedSpeaker {
  guid: string;
  /** The one it is; null: new. */
  was: Speaker | null;
  now: Pick<Speaker, 'slug' | 'name' | 'jobTitle' | 'organisation' | 'country' | 'biography'>;
}
export interface SpeakerPlan {
  /** All of the file. */
  speakers: PlannedSpeaker[];
  /** Names. */
  added: string[];
  changed: string[];
  /** Key in the file → slug. */
  slugs: Map<string, string>;
  /** Slug → name, also of those whom the file does not name. */
  names: Map<string, string>;
}

/** The event's people of the stage that those of a file are: by the file's id, ours, the slug, or the only one so named. */
export function planSpeakers(
  speakers: readonly TableSpeaker[],
  standing: { speakers: readonly Speaker[]; origins: Origins; language: Language },
): SpeakerPlan {
  const { origins, language } = standing;
  const byId = new Map(standing.speakers.map((speaker) => [speaker.id, speaker]));
  const bySlug = new Map(standing.speakers.map((speaker) => [speaker.slug, speaker]));
  const byName = new Map<string, Speaker | null>();
  for (const speaker of standing.speakers) {
    const key = matchKey(speaker.name);
    byName.set(key, byName.has(key) ? null : speaker);
  }
  const taken = new Set<string>();
  const matched = new Map<TableSpeaker, Speaker>();
  const take = (from: TableSpeaker, to: Speaker | null | undefined): void => {
    if (!to || matched.has(from) || taken.has(to.id)) return;
    matched.set(from, to);
    taken.add(to.id);
  };
  for (const one of speakers) take(one, byId.get(origins.speakers.get(one.guid) ?? one.guid));
  for (const one of speakers) take(one, bySlug.get(one.slug ?? one.key));
  for (const one of speakers) take(one, byName.get(matchKey(one.name)));
  const slugs = new Set(bySlug.keys());
  const plan: SpeakerPlan = {
    ...{ speakers: [], added: [], changed: [], slugs: new Map() },
    names: new Map(standing.speakers.map(({ slug, name }) => [slug, name])),
  };
  for (const one of speakers) {
    const was = matched.get(one) ?? null;
    const wanted = one.slug !== undefined && !slugs.has(one.slug) ? one.slug : undefined;
    const slug = was?.slug ?? wanted ?? slugOf(one.name, slugs);
    slugs.add(slug);
    const now: PlannedSpeaker['now'] = {
      ...{ slug, name: one.name },
      jobTitle: mergeText(was?.jobTitle ?? null, one.jobTitle, language),
      organisation: one.organisation === undefined ? (was?.organisation ?? null) : one.organisation,
      country: one.country === undefined ? (was?.country ?? null) : one.country,
      biography: mergeText(was?.biography ?? null, one.biography, language),
    };
    plan.speakers.push({ guid: one.guid, was, now });
    plan.slugs.set(one.key, slug);
    plan.names.set(slug, one.name);
    if (!was) plan.added.push(one.name);
    else if (!isDeepStrictEqual({ ...was, ...now }, { ...was })) plan.changed.push(one.name);
  }
  return plan;
}
