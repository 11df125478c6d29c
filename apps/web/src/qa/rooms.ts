import { streams } from '@foyer/contracts';
import { PollBook } from '../polls/poll-book.js';
import { roomShelf, whenLeaving, type Shelf } from '../server/kept.js';
import { live } from '../server/live.js';
import { AskBook } from './ask-book.js';
import { VoteBook } from './vote-book.js';

/** What one person asks, votes and answers in one session. */
interface Room {
  asking: AskBook;
  votes: VoteBook;
  polls: PollBook;
  leave: () => void;
}

/** They outlive the pages: who looks at the programme and comes back finds what is on its way. */
const rooms = new Map<string, Room>();
whenLeaving(() => {
  for (const room of rooms.values()) room.leave();
  rooms.clear();
});

export function roomOf(session: string, person: string): Room {
  const key = `${person} ${session}`;
  const room = rooms.get(key) ?? open(session, person);
  rooms.set(key, room);
  // Votes and answers of one's own are told only as following begins. While it has gone on, what was given here is all
  // that has changed; where it has not, the server says everything anew, also what was given elsewhere.
  if (!live.peek(streams.ownQuestions, { session, person })) room.votes.forgetAnswered();
  if (!live.peek(streams.pollAnswers, { session, person })) room.polls.forgetAnswered();
  return room;
}

function open(session: string, person: string): Room {
  const left = new AbortController();
  /** Whoever has signed out sends nothing any more: the next one's connection would carry it. */
  const patient = (id: string) => ({ id, patient: true, signal: left.signal });
  const unlessLeft = <T>(answer: Promise<T>): Promise<T> =>
    answer.catch((error: unknown) => {
      if (left.signal.aborted) return new Promise<never>(() => undefined);
      throw error;
    });
  const shelf = (what: Parameters<typeof roomShelf>[0]): Shelf => roomShelf(what, person, session);
  const now = () => Date.now();
  const asking = new AskBook(
    (question, id) => unlessLeft(live.command('question.ask', { session, ...question }, patient(id))),
    shelf('question'),
    now,
  );
  const votes = new VoteBook(
    (vote, id) => unlessLeft(live.command('question.vote', vote, patient(id))),
    session,
    person,
    shelf('votes'),
    now,
  );
  const polls = new PollBook(
    (answer, id) => unlessLeft(live.command('poll.answer', answer, patient(id))),
    shelf('polls'),
    now,
  );
  const ends = [asking.listen(), votes.listen()];
  return {
    asking,
    votes,
    polls,
    leave: () => {
      left.abort();
      for (const end of ends) end();
    },
  };
}
