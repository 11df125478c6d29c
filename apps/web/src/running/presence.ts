import { presenceKey, type Agenda, type Presence, type Session, type Speaker } from '@foyer/contracts';

/** Somebody in a session, and where they are. */
export interface OnStage {
  speaker: Speaker;
  moderates: boolean;
  /** As a text key: `running:presence.…`. */
  word: 'expected' | 'remote' | 'studio' | 'ready' | 'on-air' | 'done';
  place: Presence['place'];
  present: boolean;
}

/** Who ought to be there so long before a session and is not, is missed. */
export const missedBefore = 10 * 60_000;

export function stageOf(
  session: Session,
  agenda: Agenda,
  presence: Readonly<Record<string, Presence>>,
): OnStage[] {
  const people = new Map(agenda.speakers.map((speaker) => [speaker.id, speaker]));
  return [...new Set([...session.moderators, ...session.speakers])].flatMap((id) => {
    const speaker = people.get(id);
    if (!speaker) return [];
    const known = presence[presenceKey(session.id, id)];
    const state = known?.state ?? 'expected';
    return [
      {
        speaker,
        moderates: session.moderators.includes(id),
        word: state === 'ready' ? (known?.place ?? 'ready') : state,
        place: known?.place ?? null,
        present: state !== 'expected',
      },
    ];
  });
}
