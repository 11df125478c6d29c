import { Problem } from '@foyer/platform';

/** Something wrong in a file, and where: for people at a keyboard. */
export interface Finding {
  /** The file as it was named. */
  file: string;
  /** From 1; null where the whole file is meant. */
  line: number | null;
  /** `sessions[3].starts`, `row.email`; empty where the whole line is meant. */
  path: string;
  message: string;
}

/** `event.yaml:42 sessions[3].starts: must be before the end`. */
export function describeFinding({ file, line, path, message }: Finding): string {
  return `${file}${line === null ? '' : `:${line}`}${path ? ` ${path}` : ''}: ${message}`;
}

/** Files that cannot be imported, with everything that is wrong in them. */
export class InvalidFiles extends Problem {
  constructor(readonly findings: readonly Finding[]) {
    super(
      'import_invalid',
      { errors: findings.length },
      findings.map((finding) => ({ pointer: finding.path, message: describeFinding(finding) })),
    );
    this.message = findings.map(describeFinding).join('\n');
  }
}

/** `['sessions', 3, 'starts']` as people write it. */
export function pathOf(keys: readonly PropertyKey[]): string {
  return keys
    .map((key) => (typeof key === 'number' ? `[${key + 1}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

/** One complaint for each place: the first says enough. */
export function firstOfEach<T extends { path: readonly PropertyKey[] }>(issues: readonly T[]): T[] {
  const seen = new Set<string>();
  return issues.filter(({ path }) => {
    const place = pathOf(path);
    const first = !seen.has(place);
    seen.add(place);
    return first;
  });
}
