import { SetMetadata } from '@nestjs/common';

export const onTickKey = 'foyer:on-tick';
export interface OnTickMetadata {
  name: string;
  everyMilliseconds: number;
}

/** Marks a method that the worker calls every so often; one process at a time. */
export const OnTick =
  (name: string, everyMilliseconds: number) =>
  (_target: object, _key: string, descriptor: { readonly value?: () => Promise<void> }): void => {
    SetMetadata(onTickKey, { name, everyMilliseconds } satisfies OnTickMetadata)(_target, _key, descriptor);
  };
