import { commands, CommandEnvelope, type Ack, type CommandName } from '@foyer/contracts';
import {
  currentTrace,
  discover,
  fingerprint,
  LOG,
  parseInput,
  Problem,
  withTrace,
  type Actor,
  type Call,
  type Logger,
} from '@foyer/platform';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import type { Socket } from 'socket.io';
import { z } from 'zod';
import { toProblem } from '../http/problem.filter.js';
import { onCommandKey } from './on-command.js';

type Method = (input: unknown, call: Call, socket: Socket) => Promise<unknown>;

/** Finds the handler of each command, and answers every command with an ack. */
@Injectable()
export class CommandDispatcher implements OnModuleInit {
  private readonly handlers = new Map<CommandName, Method>();

  constructor(
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Inject(Reflector) private readonly reflector: Reflector,
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
  attach(socket: Socket, actor: Actor | null, address: string): void {
    for (const name of this.handlers.keys()) {
      socket.on(name, (envelope: unknown, ack: unknown) => {
        if (typeof ack !== 'function') return;
        void withTrace(null, async () => {
          const answer = await this.run(name, envelope, { actor, address }, socket);
          Reflect.apply(ack, undefined, [answer]);
        });
      });
    }
  }

  private async run(name: CommandName, envelope: unknown, caller: Call, socket: Socket): Promise<Ack> {
    try {
      const command = commands[name];
      const method = this.handlers.get(name);
      if (!method) throw new Problem('not_found');
      if (command.access === 'signed-in' && !caller.actor) throw new Problem('not_signed_in');
      const { id, input } = parseInput(CommandEnvelope, envelope);
      const parsed = parseInput<z.ZodType>(command.input, input, '/input');
      const call = { ...caller, command: { id, name, fingerprint: fingerprint(name, input) } };
      const answer = await method(parsed, call, socket);
      return { ok: true, data: name === 'stream.follow' ? answer : z.parse(command.answer, answer) };
    } catch (error) {
      return { ok: false, problem: toProblem(error, this.log).toDocument(name, currentTrace()) };
    }
  }
}
