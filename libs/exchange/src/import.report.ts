/** What an import did with things of one kind, by their slugs, keys, starts or addresses. */
export interface Tally {
  created: string[];
  changed: string[];
  /** As they were before. */
  same: number;
  /** In the event and not in the file: left alone. */
  left: string[];
}

export interface ImportReport {
  event: string;
  created: boolean;
  published: boolean;
  /** Which of the event's own properties were changed. */
  changed: string[];
  speakers: Tally;
  sessions: Tally;
  blocks: Tally;
  topics: Tally;
  /** Null where no people were given. `kept` have answered already: their own words stay. */
  people: (Tally & { kept: number; organisations: number }) | null;
}

/** @param wanted names in the file @param present names that the event had before */
export function tally(
  wanted: readonly string[],
  present: readonly string[],
  { created, changed }: { created: string[]; changed: string[] },
): Tally {
  const named = new Set(wanted);
  return {
    created,
    changed,
    same: wanted.length - created.length - changed.length,
    left: present.filter((name) => !named.has(name)),
  };
}

/** The report in sentences of a summary, one a line. */
export function describeReport(report: ImportReport): string[] {
  const { event, created, changed, people } = report;
  const head = created
    ? `Event ${event}: created${report.published ? ' and published' : ' as a draft'}`
    : `Event ${event}: ${changed.length ? `changed (${changed.join(', ')})` : 'as it was'}`;
  return [
    head,
    ...line('Speakers', report.speakers),
    ...line('Sessions', report.sessions),
    ...line('Meeting blocks', report.blocks),
    ...(report.topics.created.length + report.topics.changed.length + report.topics.same > 0
      ? line('Topics', report.topics)
      : []),
    ...(people
      ? [
          ...line('People', people),
          ...(people.kept ? [`  ${people.kept} have answered already and keep their own words`] : []),
          `Organisations of these people: ${people.organisations}`,
        ]
      : []),
  ];
}

const shown = 8;

function line(title: string, { created, changed, same, left }: Tally): string[] {
  const names = (list: string[]): string =>
    list.length <= shown
      ? list.join(', ')
      : `${list.slice(0, shown).join(', ')} and ${list.length - shown} more`;
  return [
    `${title}: ${created.length} new, ${changed.length} changed, ${same} as they were`,
    ...(changed.length ? [`  changed: ${names(changed)}`] : []),
    ...(left.length ? [`  in the event but not in the file, left alone: ${names(left)}`] : []),
  ];
}
