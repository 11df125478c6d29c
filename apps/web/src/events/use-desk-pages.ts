import { useTranslation } from 'react-i18next';
import { generatePath, useLocation } from 'react-router';
import { deskGroups, pages, type DeskGroup } from '../pages.js';
import { useEvent } from './use-event.js';

export interface DeskPage {
  path: string;
  label: string;
  /** `page`: it is this one; `true`: it is one below it. */
  current: 'page' | 'true' | undefined;
}
export interface DeskPages {
  name: DeskGroup;
  label: string;
  pages: readonly DeskPage[];
  /** The one of its pages that one is on. */
  current: DeskPage | undefined;
}

/** The organisers' pages, those that stand alone and those in groups, and on which of them one is. */
export function useDeskPages(): { alone: readonly DeskPage[]; groups: readonly DeskPages[] } {
  const { t } = useTranslation();
  const { event } = useEvent();
  const { pathname } = useLocation();
  const here = pathname.replace(/\/$/, '');
  const all = pages.flatMap(({ path, desk }) => {
    if (!desk) return [];
    const at = generatePath(path, { event: event.slug });
    // Everything is below the overview.
    const below = desk.group !== undefined && here.startsWith(`${at}/`);
    const current: DeskPage['current'] = here === at ? 'page' : below ? 'true' : undefined;
    return [{ group: desk.group, path: at, label: t(`desk.${desk.label}`), current }];
  });
  const groups = deskGroups.map((name) => {
    const own = all.filter(({ group }) => group === name);
    return {
      ...{ name, label: t(`deskGroup.${name}`), pages: own },
      current: own.find(({ current }) => current !== undefined),
    };
  });
  return { alone: all.filter(({ group }) => group === undefined), groups };
}
