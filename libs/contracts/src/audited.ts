import type { AuditArea, AuditVerb } from './audit.js';
import { downloadTypes } from './files.js';
import { routes, type RouteId } from './registry.js';
import type { AnyRoute } from './route.js';

/** Doors by which nothing is done, though they are written to. */
const asking = /^(check|find|preview)/;
/** What people do with their own data and with where they are signed in. */
const ofOneself: Partial<Record<RouteId, AuditVerb>> = {
  getMyData: 'exported',
  eraseMyData: 'removed',
  addPasskey: 'changed',
  deletePasskey: 'removed',
  unlinkIdentity: 'removed',
  signOut: 'signedOut',
  revokeSignInSession: 'signedOut',
};

const areas: readonly [RegExp, AuditArea][] = [
  [/^\/sign-in/, 'signIn'],
  [/\/(imports|exports|tasks)\b/, 'files'],
  [/\/(summary|report|outcomes|meeting-funnel)\b/, 'results'],
  [
    /\/(participants|registration|registration-settings|invitations|form|places|seats|attendance)\b/,
    'people',
  ],
  [/\/(meeting|awaiting-meetings|schedule\/|schedule$|topic-desk)/, 'meetings'],
  [/\/(question-filter|announcements|question-tags)\b/, 'questions'],
  [/\/(sessions|agenda|rooms|tracks|speakers|releases|running|materials|crew)\b/, 'programme'],
];

/**
 * How a door stands in the log of who did what; null for those that do not. A new door of organisers is in it by itself:
 * whatever changes something, and whatever gives a file away.
 */
export function auditOf(id: RouteId): { area: AuditArea; verb: AuditVerb } | null {
  const route: AnyRoute = routes[id];
  const area = areas.find(([pattern]) => pattern.test(route.path))?.[1] ?? 'event';
  const own = ofOneself[id];
  if (own) return { area, verb: own };
  if (!route.problems.includes('forbidden') || asking.test(id)) return null;
  const gives = downloadTypes(route) !== undefined || route.path.includes('/exports/');
  if (route.method === 'GET') return gives ? { area, verb: 'exported' } : null;
  if (route.method === 'DELETE' || /^(remove|delete|cancel|drop)/.test(id)) return { area, verb: 'removed' };
  return { area, verb: gives ? 'exported' : 'changed' };
}
