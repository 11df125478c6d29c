import { Slug, type ListedSpeaker } from '@foyer/contracts';
import { z } from 'zod';
import { useAddress } from '../ui/use-address.js';

const State = z.enum(['pending', 'unclaimed', 'claimed', 'unknown']);
/** What the address says; anything else in it is passed over. */
const Filters = z.object({
  search: z.string().min(1).max(120).optional().catch(undefined),
  state: State.optional().catch(undefined),
  /** Whose profile is open, by slug. */
  open: Slug.optional().catch(undefined),
});
export type SpeakerFilters = z.infer<typeof Filters>;

/** Search, filter and the open profile, kept in the address. */
export function useSpeakerFilters(): [SpeakerFilters, (part: Partial<SpeakerFilters>) => void] {
  return useAddress(Filters);
}

/** Whether a list with this search and filter shows a speaker. */
export function shows(speaker: ListedSpeaker, search: string, state: SpeakerFilters['state']): boolean {
  if (state === 'pending' && !speaker.pending) return false;
  if (state === 'claimed' && speaker.claim !== 'claimed') return false;
  if (state === 'unknown' && speaker.claim !== 'unknown') return false;
  if (state === 'unclaimed' && speaker.claim !== 'unclaimed' && speaker.claim !== 'invited') return false;
  const words = search.trim().toLowerCase();
  if (!words) return true;
  const { name, names, organisation, email, jobTitle } = speaker;
  const texts = [name, organisation, email, ...Object.values(names ?? {}), ...Object.values(jobTitle ?? {})];
  return texts.some((text) => text?.toLowerCase().includes(words));
}
