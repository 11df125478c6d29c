import type { Speaker } from '@foyer/contracts';
import { useCallback } from 'react';
import { useLanguage } from '../ui/use-reader.js';

/** A speaker's name as readers of this language write it, where the speaker says so. */
export function useSpeakerName(): (speaker: Pick<Speaker, 'name' | 'names'>) => string {
  const language = useLanguage();
  return useCallback(({ name, names }) => names?.[language] ?? name, [language]);
}
