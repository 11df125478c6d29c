import { EventFile } from '@foyer/contracts';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { checkEventFile } from './event-file.check.js';
import { firstOfEach, InvalidFiles, pathOf, type Finding } from './finding.js';

/** Far above any agenda; a bomb of aliases stops here too. */
const maxCharacters = 5_000_000;
const maxAliases = 100;

/**
 * Reads an event file, YAML or JSON (which is YAML, too).
 * @param file its name, for what is said about it
 * @throws InvalidFiles with everything that is wrong in it, each with its line
 */
export function readEventFile(file: string, content: string): { event: EventFile; lineOf: LineOf } {
  const lines = new LineCounter();
  if (content.length > maxCharacters) throw new InvalidFiles([whole(file, 'the file is too large')]);
  const document = parseDocument(content, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  if (document.errors.length) {
    throw new InvalidFiles(
      document.errors.map((error) => ({
        file,
        line: lines.linePos(error.pos[0]).line,
        path: '',
        message: error.message,
      })),
    );
  }
  const lineOf: LineOf = (path) => lineAt(document, lines, path);
  const at = (path: readonly PropertyKey[], message: string): Finding => ({
    ...{ file, line: lineOf(path), path: pathOf(path), message },
  });
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: maxAliases });
  } catch (error) {
    throw new InvalidFiles([whole(file, error instanceof Error ? error.message : String(error))]);
  }
  const parsed = EventFile.safeParse(value);
  if (!parsed.success)
    throw new InvalidFiles(firstOfEach(parsed.error.issues).map((issue) => at(issue.path, issue.message)));
  const wrong = checkEventFile(parsed.data).map(({ path, message }) => at(path, message));
  if (wrong.length) throw new InvalidFiles(wrong);
  return { event: parsed.data, lineOf };
}

/** The line in which something stands, or where it should. */
export type LineOf = (path: readonly PropertyKey[]) => number | null;

const whole = (file: string, message: string): Finding => ({ file, line: null, path: '', message });

function lineAt(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number | null {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}
