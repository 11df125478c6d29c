import { LogStep } from '@foyer/contracts';
import type { Texts } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { readUserAgent } from '../people/user-agent.js';
import { asCsv } from '../ui/csv.js';
import type { Deed } from './use-audit-log.js';

/** Roles by which one may do something to others. */
const DeskRole = z.enum(['owner', 'organiser', 'moderator']);

interface DeedWords {
  what: (deed: Deed) => string;
  who: (deed: Deed) => string;
  /** Empty where nothing is known. */
  client: (deed: Deed) => string;
  /** Whether there are no words for this very deed, so that the name of its door helps. */
  isPlain: (deed: Deed) => boolean;
  asCsv: (deeds: readonly Deed[]) => string;
}

/** Deeds in the reader's words. */
export function useDeedWords(): DeedWords {
  const { t, i18n } = useTranslation(['audit', 'interactions', 'people']);
  const isNamed = (action: string): action is keyof Texts['audit']['action'] =>
    i18n.exists(`audit:action.${action}`);
  const ownWords = ({ area, verb, action }: Deed): string | undefined => {
    const role = DeskRole.safeParse(action).data;
    if (area === 'roles' && role)
      return verb === 'given' ? t(`audit:given.${role}`) : t(`audit:taken.${role}`);
    const step = LogStep.safeParse(action).data;
    if (area === 'questions' && step) return t(`interactions:step.${step}`);
    return isNamed(action) ? t(`audit:action.${action}`) : undefined;
  };
  const isPlain = (deed: Deed): boolean => ownWords(deed) === undefined;
  const what = (deed: Deed): string => ownWords(deed) ?? t(`audit:verb.${deed.verb}`);
  const who = ({ actor, area }: Deed): string =>
    actor === null ? t(area === 'questions' ? 'audit:gone' : 'audit:house') : actor.name || t('audit:gone');
  const client = (deed: Deed): string => {
    if (deed.client === '') return '';
    const program = readUserAgent(deed.client);
    return program ? t('people:account.browser', program) : t('audit:program');
  };
  const columns = ['at', 'who', 'area', 'what', 'action', 'subject', 'client'] as const;
  return {
    ...{ what, who, client, isPlain },
    asCsv: (deeds) =>
      asCsv([
        columns.map((column) => t(`audit:column.${column}`)),
        ...deeds.map((deed) => [
          ...[deed.at, who(deed), t(`audit:areas.${deed.area}`), what(deed), deed.action],
          ...[deed.subject ?? '', client(deed)],
        ]),
      ]),
  };
}
