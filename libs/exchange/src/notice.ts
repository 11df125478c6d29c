import type { ImportNotice, NoticeCode } from '@foyer/contracts';
import { Problem } from '@foyer/platform';

/** Something to say about a file, and where in it; the words are in the reader's language. */
export type Notice = ImportNotice;

/** Gathers what there is to say while a file is read. */
export class Notices {
  readonly list: Notice[] = [];

  error(code: NoticeCode, at: Place = nowhere, params: Notice['params'] = {}): void {
    this.list.push({ level: 'error', code, params, line: at.line, path: at.path });
  }

  warn(code: NoticeCode, at: Place = nowhere, params: Notice['params'] = {}): void {
    this.list.push({ level: 'warning', code, params, line: at.line, path: at.path });
  }
}

export interface Place {
  line: number | null;
  path: string;
}
const nowhere: Place = { line: null, path: '' };

/** A file of which nothing can be read: a problem answer that says why. */
export class UnreadableFile extends Problem {
  readonly notice: Notice;

  constructor(code: NoticeCode, params: Notice['params'] = {}, line: number | null = null) {
    super('file_unreadable', { reason: code, ...params, ...(line === null ? {} : { line }) });
    this.notice = { level: 'error', code, params, line, path: '' };
  }
}
