import { setTimeout as sleep } from 'node:timers/promises';
import { commands, CommandEnvelope, type Ack, type CommandName } from '@foyer/contracts';
import {
  actorFor,
  currentTrace,
  discover,
  fingerprint,
  inSpan,
  isTraced,
  LOG,
  Metrics,
  parseInput,
  Problem,
  withTrace,
  type Call,
  type Logger,
} from '@foyer/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import type { Socket } from 'socket.io';
import { z } from 'zod';
import { toProblem } from '../http/problem.filter.js';
import { onCommandKey } from './on-command.js';
import { Pace } from './pace.js';

/** More than anybody's hands can say; people not signed in share what their address may, which may be a conference's. */
const personPace = { burst: 300, perSecond: 100, waiting: 200 };
const addressPace = { burst: 6_000, perSecond: 2_000, waiting: 2_000 };

type Method = (input: unknown, call: Call, socket: Socket) => Promise<unknown>;

/** Finds the handler of each command, and answers every command with an ack. */
@Injectable()
export class CommandDispatcher implements OnModuleInit {
  private readonly handlers = new Map<CommandName, Method>();
  private readonly commands = new Set<string>(Object.keys(commands));
  private readonly persons = new Pace(personPace);
  private readonly addresses = new Pace(addressPace);

  constructor(
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** @throws Error when a command of the contracts has no handler, or two */
  onModuleInit(): void {
    const places = new Map<CommandName, string>();
    discover<CommandName>(this.discovery, this.reflector, onCommandKey, (name, method, where) => {
      const other = places.get(name);
      if (other) throw new Error(`Two handlers for ${name}: ${other} and ${where}`);
      places.set(name, where);
      this.handlers.set(name, method);
    });
    const missing = Object.keys(commands).filter(
      (name) => ![...places.keys()].some((known) => known === name),
    );
    if (missing.length) throw new Error(`No handler for ${missing.join(', ')}`);
  }

  /** Listens to every command on a socket. */
  attach(socket: Socket, caller: Call): void {
    // One listener for all commands: one for each would weigh a fifth of the whole connection.
    socket.onAny((name: string, envelope: unknown, ack: unknown) => {
      if (typeof ack !== 'function' || !this.isCommand(name)) return;
      void this.answer(name, envelope, caller, socket).then((answer) => {
        Reflect.apply(ack, undefined, [answer]);
      });
    });
  }

  /** Carries out one command; what goes wrong is the answer. */
  answer(name: CommandName, envelope: unknown, caller: Call, socket: Socket): Promise<Ack> {
    return withTrace(null, () => this.measured(name, () => this.run(name, envelope, caller, socket)));
  }

  /** Drops what the paces know of those who have fallen silent. */
  forgetPaces(): void {
    this.persons.forget();
    this.addresses.forget();
  }

  private measured(name: CommandName, run: () => Promise<Ack>): Promise<Ack> {
    if (!this.metrics.on && !isTraced()) return run();
    return inSpan({ name: `command ${name}`, kind: 'server' }, async (span) => {
      const began = performance.now();
      const answer = await run();
      const outcome = answer.ok ? 'ok' : answer.problem.code;
      if (!answer.ok) span?.note({ 'foyer.problem': outcome });
      this.metrics.took(
        'foyer_command_seconds',
        'From a command to its acknowledgement.',
        { command: name, outcome },
        performance.now() - began,
      );
      return answer;
    });
  }

  private isCommand(name: string): name is CommandName {
    return this.commands.has(name);
  }

  private async run(name: CommandName, envelope: unknown, caller: Call, socket: Socket): Promise<Ack> {
    try {
      const wait = caller.actor
        ? this.persons.take(caller.actor.person)
        : this.addresses.take(String(caller.address));
      if (wait > 0) await sleep(wait);
      const command = commands[name];
      const method = this.handlers.get(name);
      if (!method) throw new Problem('not_found');
      const actor = actorFor(command, caller.actor);
      if (command.access === 'signed-in' && !actor) throw new Problem('not_signed_in');
      const { id, input } = parseInput(CommandEnvelope, envelope);
      const parsed = parseInput<z.ZodType>(command.input, input, '/input');
      const unknown = fieldsBeyond(input, parsed);
      // Their names may be anything, so they are only counted.
      if (unknown)
        this.log.info({ command: name, person: caller.actor?.person, unknown }, 'fields not heeded');
      const call = { actor, address: caller.address, command: new Said(id, name, input) };
      const answer = await method(parsed, call, socket);
      return { ok: true, data: name === 'stream.follow' ? answer : z.parse(command.answer, answer) };
    } catch (error) {
      const problem = toProblem(error, this.log);
      if (problem.code === 'forbidden') {
        this.log.warn({ command: name, person: caller.actor?.person }, 'command refused');
      }
      return { ok: false, problem: problem.toDocument(name, currentTrace()) };
    }
  }
}

/** A command as the rooms see it. */
class Said {
  constructor(
    readonly id: string,
    readonly name: CommandName,
    private readonly input: unknown,
  ) {}

  /** Votes and what else needs no command log never ask for it. */
  get fingerprint(): string {
    return fingerprint(this.name, this.input);
  }
}

/** How many fields of an input mean nothing to the contract, and were left out. */
function fieldsBeyond(input: unknown, parsed: unknown): number {
  if (typeof input !== 'object' || input === null || typeof parsed !== 'object' || parsed === null) return 0;
  return Object.keys(input).filter((key) => !(key in parsed)).length;
}
