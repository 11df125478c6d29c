import { erasedName } from '@foyer/contracts';

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
  | { kind: 'undo' };

interface Card {
  state: string;
  text: string;
  into: number | null;
  /** Whom it is for, by place. */
  assigned: number | null;
  tags: string[];
  version: number;
}
interface Held extends Card {
  asker: number;
  voters: Set<number>;
  /** Before it was merged. */
  alone: Card | null;
}

/** The moderated queue as simple as it can be said: what the service is tested against. */
export class DeskModel {
  private readonly held: Held[] = [];
  private readonly steps: {
    question: number;
    before: Card;
    after: number;
    kind: Op['kind'];
    into: number | null;
  }[] = [];
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

  /** What moderators see of tags and speakers. */
  desk(): [string, number | null, readonly string[]][] {
    return this.held.map(({ state, assigned, tags }) => [state, assigned, tags]);
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
      const card = { state: 'pending', text, into: null, assigned: null, tags: [], version: 1 };
      this.held.push({ ...card, asker: op.person, voters: new Set(), alone: null });
      return true;
    }
    if (op.kind === 'undo') return this.undo();
    if (op.kind === 'erase') {
      for (const [index, one] of this.held.entries()) {
        if (one.asker !== op.person || one.text === erasedName) continue;
        const goes = one.state === 'pending' || one.state === 'approved';
        if (goes) this.release(index);
        Object.assign(one, { text: erasedName, version: one.version + 1 }, goes && { state: 'withdrawn' });
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
        return (
          is('pending', 'dismissed', 'answered') && this.step(op.kind, op.question, { state: 'approved' })
        );
      case 'dismiss':
        return is('pending', 'approved') && this.step(op.kind, op.question, { state: 'dismissed' });
      case 'answer':
        return is('approved') && this.step(op.kind, op.question, { state: 'answered' });
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
        this.step(op.kind, op.question, { state: 'merged', into: op.into });
        one.alone = alone;
        return true;
      }
      case 'unmerge': {
        if (!is('merged') || !one.alone || this.held[one.into ?? -1]?.state === 'merged') return false;
        const { version: _, ...alone } = one.alone;
        return this.step(op.kind, op.question, alone);
      }
    }
  }

  private undo(): boolean {
    const step = this.steps.at(-1);
    const one = step && this.held[step.question];
    if (!step || one?.version !== step.after) return false;
    if (step.kind === 'merge' && this.held[one.into ?? -1]?.state === 'merged') return false;
    if (step.kind === 'unmerge' && (step.into === null || !this.mayMerge(step.question, step.into)))
      return false;
    Object.assign(one, step.before);
    this.steps.pop();
    return true;
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
    for (const one of this.held) {
      if (one.into !== question || !one.alone) continue;
      Object.assign(one, one.alone, { version: one.version + 1 });
    }
  }

  private standsFor(one: Held): Held {
    const into = this.held[one.into ?? -1];
    return into ? this.standsFor(into) : one;
  }

  private step(kind: Op['kind'], question: number, change: Partial<Card>): boolean {
    const one = this.held[question];
    if (!one) return false;
    const before = cardOf(one);
    Object.assign(one, change, { version: one.version + 1 });
    this.steps.push({ question, before, after: one.version, kind, into: before.into });
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
const cardOf = ({ state, text, into, assigned, tags, version }: Card): Card => ({
  ...{ state, text, into },
  ...{ assigned, tags, version },
});
