import { linkParts } from '@foyer/contracts';
import type { Visit } from './visit.js';

/** The address that a template stands for; what is filled in stays one part of it, whatever its letters. */
export function filledLink(template: string, visit: Visit): string {
  const values: Record<(typeof linkParts)[number], string> = {
    meeting: visit.room,
    name: visit.name,
    table: visit.table === null ? '' : String(visit.table),
  };
  return template.replace(/\{(\w+)\}/g, (whole, part: string) => {
    const known = linkParts.find((one) => one === part);
    return known ? encodeURIComponent(values[known]) : whole;
  });
}
