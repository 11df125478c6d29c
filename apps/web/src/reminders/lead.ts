export const leadUnits = ['minutes', 'hours', 'days'] as const;
export type LeadUnit = (typeof leadUnits)[number];

/** How many minutes each is. */
export const minutesIn: Record<LeadUnit, number> = { minutes: 1, hours: 60, days: 1_440 };

/** So many minutes in the largest unit that they fill: 1440 is a day, 90 are minutes. */
export function inUnits(minutes: number): { number: number; unit: LeadUnit } {
  const unit = leadUnits.findLast((one) => minutes >= minutesIn[one] && minutes % minutesIn[one] === 0);
  return { number: minutes / minutesIn[unit ?? 'minutes'], unit: unit ?? 'minutes' };
}
