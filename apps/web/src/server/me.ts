import type { Language } from '@foyer/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { switchLanguage } from '../i18n.js';
import { api, useCall, type Answer } from './api.js';
import { leaveRooms } from './kept.js';
import { live } from './live.js';

export type Me = NonNullable<Answer<'getMe'>['me']>;

/** What `useMe` goes by, with what went wrong. */
export const useMeQuery = () => useCall('getMe', {}, { staleTime: 60_000 });

/** Who reads this; `me` is null when nobody is signed in, undefined while that is not known. */
export function useMe(): { me: Me | null | undefined; demo: boolean } {
  const { data } = useMeQuery();
  return { me: data?.me, demo: data?.demo ?? false };
}

/** What to do when somebody has signed in or out here: everything read so far was for another reader. */
export function useIdentityChanged(): (me: Me | null) => Promise<void> {
  const client = useQueryClient();
  return useCallback(
    async (me: Me | null) => {
      if (!me) leaveRooms();
      live.reconnect();
      client.setQueryData<Answer<'getMe'>>(['getMe', {}], (known) => known && { ...known, me });
      if (me) await switchLanguage(me.language);
      await client.resetQueries({ predicate: (query) => query.queryKey[0] !== 'getMe' });
    },
    [client],
  );
}

/** Switches the language here and, for whoever is signed in, everywhere. */
export function useChooseLanguage(): (language: Language) => Promise<void> {
  const client = useQueryClient();
  return useCallback(
    async (language: Language) => {
      await switchLanguage(language);
      const known = client.getQueryData<Answer<'getMe'>>(['getMe', {}]);
      if (!known?.me || known.me.language === language) return;
      const me = await api.call('updateMe', { body: { language } });
      client.setQueryData<Answer<'getMe'>>(['getMe', {}], { ...known, me });
    },
    [client],
  );
}
