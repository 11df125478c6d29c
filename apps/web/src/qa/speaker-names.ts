import type { Agenda, Session, Speaker } from '@foyer/contracts';
import { createContext, useContext, useMemo } from 'react';
import { useSpeakerName } from '../speakers/use-speaker-name.js';
import type { CurrentSession } from './use-session.js';

/** Who speaks in the session or moderates it, each once, in its order. */
export function stageOf(session: Session, agenda: Agenda): Speaker[] {
  const known = new Map(agenda.speakers.map((speaker) => [speaker.id, speaker]));
  return [...new Set([...session.speakers, ...session.moderators])].flatMap((id) => known.get(id) ?? []);
}

/** The names of those of the stage, by id, as the reader's language writes them. */
export type SpeakerNames = ReadonlyMap<string, string>;
const Names = createContext<SpeakerNames>(new Map());

/** Tells every card below whom its question is for. */
export const SpeakerNamesProvider = Names.Provider;

export function useSpeakerNames({ session, agenda }: CurrentSession): SpeakerNames {
  const nameOf = useSpeakerName();
  return useMemo(
    () => new Map(stageOf(session, agenda).map((speaker) => [speaker.id, nameOf(speaker)])),
    [session, agenda, nameOf],
  );
}

/** The name of the speaker whom a question is for; undefined for who is not of the session any more. */
export function useSpeakerNameOf(id: string | null): string | undefined {
  return useContext(Names).get(id ?? '');
}
