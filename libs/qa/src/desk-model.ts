import { erasedName } from '@foyer/contracts';

/** Which of two moderators; where it is not said, the first. */
export type Hand = 0 | 1;
/** One thing that somebody does; questions and people by their place. */
export type Op =
  | { kind: 'ask'; person: number }
  | { kind: 'approve' | 'dismiss' | 'edit' | 'unmerge' | 'answer'; question: number }
  | { kind: 'reword' | 'withdraw'; question: number; person: number }
  | { kind: 'erase'; person: number }
  | { kind: 'assign'; question: number; speaker: number | null }
  | { kind: 'tag'; question: number; tags: string[] }
  | { kind: 'merge'; question: number; into: number }
  | { kind: 'vote'; question: number; person: number; up: boolean }
  | { kind: 'spotlight'; question: number; answering: boolean; hand: Hand }
  | { kind: 'undo'; hand: Hand };

interface Card {
  state: string;
  text: string;
  into: number | null;
  /** Whom it is for, by place. */
  assigned: number | null;
  tags: string[];
  answering: boolean;
  version: number;
}
interface Held extends Card {
  asker: number;
  voters: Set<number>;
  /** Before it was merged. */
  alone: Card | null;
  /** When a moderator last did something with it, counted in steps. */
  touched: number;
}

interface Step {
  hand: Hand;
  question: number;
  before: Card;
  after: number;
  kind: Op['kind'];
  into: number | null;
  /** What was being answered until then. */
  gaveWay: number | null;
  at: number;
}

/** The moderated queue as simple as it can be said: what the service is tested against. */
export class DeskModel {
  private readonly held: Held[] = [];
  private readonly steps: Step[] = [];
  private time = 0;
  private readonly texts = new Set<string>();
  private readonly told = new Set<string>();

  /** @returns whether it is allowed; if so, it is done */
  run(op: Op, text: string): boolean {
    const done = this.do(op, text);
    for (const one of this.held) if (isShown(one)) this.told.add(one.text);
    return done;
  }

  /** Place, state, text, votes and speaker of what everybody sees. */
  audience(): [number, string, string, number, number | null][] {
    return this.held.flatMap((one, index): [number, string, string, number, number | null][] =>
      isShown(one) ? [[index, one.state, one.text, this.voters(index).size, one.assigned]] : [],
    );
  }

  /** What moderators see of tags and speakers, and what is being answered. */
  desk(): [string, number | null, readonly string[], boolean][] {
    return this.held.map(({ state, assigned, tags, answering }) => [state, assigned, tags, answering]);
  }

  /** What became of each for its asker, with the question that stands for it in the end. */
  fates(): string[] {
    return this.held.map((one) => this.standsFor(one).state);
  }

  /** Texts that nobody but moderators and askers may ever have been sent. */
  secrets(): string[] {
    return [...this.texts].filter((text) => !this.told.has(text));
  }

  votedBy(person: number): number[] {
    return this.held.flatMap((_, index) => (this.voters(index).has(person) ? [index] : []));
  }

  private do(op: Op, text: string): boolean {
    if (op.kind === 'ask') {
      this.texts.add(text);
      const card = { state: 'pending', text, into: null, assigned: null, tags: [] };
      const fresh = { ...card, answering: false, version: 1 };
      this.held.push({ ...fresh, asker: op.person, voters: new Set(), alone: null, touched: 0 });
      return true;
    }
    if (op.kind === 'undo') return this.undo(op.hand);
    if (op.kind === 'erase') {
      for (const [index, one] of this.held.entries()) {
        if (one.asker !== op.person || one.text === erasedName) continue;
        const goes = one.state === 'pending' || one.state === 'approved';
        if (goes) this.release(index);
        const gone = { text: erasedName, answering: false, version: one.version + 1 };
        Object.assign(one, gone, goes && { state: 'withdrawn' });
        for (const { question, before } of this.steps) if (question === index) before.text = erasedName;
        if (one.alone) one.alone.text = erasedName;
      }
      return true;
    }
    const one = this.held[op.question];
    if (!one) return false;
    const is = (...states: string[]) => states.includes(one.state);
    switch (op.kind) {
      case 'reword':
        if (one.asker !== op.person || !is('pending')) return false;
        this.texts.add(text);
        Object.assign(one, { text, version: one.version + 1 });
        return true;
      case 'withdraw':
        if (one.asker !== op.person || !is('pending')) return false;
        this.release(op.question);
        Object.assign(one, { state: 'withdrawn', version: one.version + 1 });
        return true;
      case 'vote':
        if (!is('approved')) return false;
        if (!op.up)
          for (const member of this.family(op.question)) this.held[member]?.voters.delete(op.person);
        else if (!this.voters(op.question).has(op.person)) one.voters.add(op.person);
        return true;
      case 'edit':
        if (!is('pending', 'approved')) return false;
        this.texts.add(text);
        return this.step(op.kind, op.question, { text });
      case 'approve':
        return is('pending', 'dismissed', 'answered') && this.step(op.kind, op.question, moved('approved'));
      case 'dismiss':
        return is('pending', 'approved') && this.step(op.kind, op.question, moved('dismissed'));
      case 'answer':
        return is('approved') && this.step(op.kind, op.question, moved('answered'));
      case 'spotlight': {
        if (!is('approved')) return false;
        const other = op.answering ? this.rivalOf(op.question) : null;
        this.step(op.kind, op.question, { answering: op.answering }, op.hand, other);
        if (other !== null) Object.assign(this.held[other] ?? {}, { answering: false });
        return true;
      }
      case 'assign':
        return is('pending', 'approved') && this.step(op.kind, op.question, { assigned: op.speaker });
      case 'tag':
        return (
          is('pending', 'approved', 'answered', 'dismissed') &&
          this.step(op.kind, op.question, { tags: op.tags })
        );
      case 'merge': {
        const alone = cardOf(one);
        if (op.question === op.into || !this.mayMerge(op.question, op.into)) return false;
        this.step(op.kind, op.question, { ...moved('merged'), into: op.into });
        one.alone = alone;
        return true;
      }
      case 'unmerge': {
        if (!is('merged') || !one.alone || this.held[one.into ?? -1]?.state === 'merged') return false;
        const { version: _, ...alone } = this.asItCanBe(op.question, one.alone);
        return this.step(op.kind, op.question, alone);
      }
    }
  }

  private undo(hand: Hand): boolean {
    const step = this.steps.findLast((one) => one.hand === hand);
    const one = step && this.held[step.question];
    if (!step || one?.version !== step.after) return false;
    if (step.kind === 'merge' && this.held[one.into ?? -1]?.state === 'merged') return false;
    if (step.kind === 'unmerge' && (step.into === null || !this.mayMerge(step.question, step.into)))
      return false;
    Object.assign(one, this.asItCanBe(step.question, step.before));
    const other = this.held[step.gaveWay ?? -1];
    // It is answered on, unless something else is by now, or somebody has done something with it since.
    const untouched = other?.state === 'approved' && other.touched < step.at;
    if (untouched && this.rivalOf(step.question) === null) other.answering = true;
    one.touched = ++this.time;
    this.steps.splice(this.steps.indexOf(step), 1);
    return true;
  }

  /** Another that is being answered. */
  private rivalOf(question: number): number | null {
    const rival = this.held.findIndex((one, index) => one.answering && index !== question);
    return rival < 0 ? null : rival;
  }

  /** What to go back to, where something else may be answered by now. */
  private asItCanBe(question: number, before: Card): Card {
    if (!before.answering || this.rivalOf(question) === null) return before;
    return { ...before, answering: false, version: (this.held[question]?.version ?? 0) + 1 };
  }

  private mayMerge(question: number, into: number): boolean {
    const [one, other] = [this.held[question]?.state, this.held[into]?.state];
    return (
      (one === 'approved' || one === 'pending') &&
      (other === 'approved' || (one === 'pending' && other === 'pending'))
    );
  }

  /** What was merged into a question that goes stands for itself again. */
  private release(question: number): void {
    for (const [index, one] of this.held.entries()) {
      if (one.into !== question || !one.alone) continue;
      const alone = this.asItCanBe(index, one.alone);
      Object.assign(one, alone, { version: one.version + 1, touched: ++this.time });
    }
  }

  private standsFor(one: Held): Held {
    const into = this.held[one.into ?? -1];
    return into ? this.standsFor(into) : one;
  }

  private step(
    kind: Op['kind'],
    question: number,
    change: Partial<Card>,
    hand: Hand = 0,
    gaveWay: number | null = null,
  ): boolean {
    const one = this.held[question];
    if (!one) return false;
    const before = cardOf(one);
    Object.assign(one, change, { version: one.version + 1 });
    one.touched = ++this.time;
    const step = { hand, question, before, after: one.version, kind, into: before.into, gaveWay };
    this.steps.push({ ...step, at: this.time });
    return true;
  }

  private family(question: number): number[] {
    const children = this.held.flatMap((one, index) => (one.into === question ? [index] : []));
    return [question, ...children.flatMap((child) => this.family(child))];
  }

  private voters(question: number): Set<number> {
    return new Set(this.family(question).flatMap((member) => [...(this.held[member]?.voters ?? [])]));
  }
}

const isShown = ({ state }: Card): boolean => state === 'approved' || state === 'answered';
/** What comes into another state is no longer being answered. */
const moved = (state: string): Partial<Card> => ({ state, answering: false });
const cardOf = ({ state, text, into, assigned, tags, answering, version }: Card): Card => ({
  ...{ state, text, into },
  ...{ assigned, tags, answering, version },
});
