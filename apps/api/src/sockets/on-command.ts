import type { CommandName, commands } from '@foyer/contracts';
import type { Call } from '@foyer/platform';
import { SetMetadata } from '@nestjs/common';
import type { Socket } from 'socket.io';
import type { z } from 'zod';

export const onCommandKey = 'foyer:on-command';

/** What a gateway method gets and answers. */
export type CommandIn<N extends CommandName> = z.output<(typeof commands)[N]['input']>;
export type CommandOut<N extends CommandName> = z.input<(typeof commands)[N]['answer']>;

/** Marks the one method that carries out a command. */
export const OnCommand =
  <N extends CommandName>(name: N) =>
  (
    target: object,
    key: string,
    descriptor: {
      readonly value?: (input: CommandIn<N>, call: Call, socket: Socket) => Promise<CommandOut<N>>;
    },
  ): void => {
    SetMetadata(onCommandKey, name)(target, key, descriptor);
  };
