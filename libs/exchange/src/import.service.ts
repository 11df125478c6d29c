import type { EventFile, PersonRow } from '@foyer/contracts';
import { Database, houseCall, Problem, type Tx } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { readEventFile, type LineOf } from './event-file.reader.js';
import { AgendaImport, BlockHasMeetings } from './import.agenda.js';
import { EventImport } from './import.event.js';
import { PeopleImport } from './import.people.js';
import { InvalidFiles, pathOf } from './finding.js';
import type { ImportReport } from './import.report.js';
import { importTopics } from './import.topics.js';
import { readPeople } from './people.reader.js';

/** A file with its name, for what is said about it. */
export interface NamedFile {
  name: string;
  content: string;
}

export interface ImportInput {
  event: NamedFile;
  people?: NamedFile;
  /** Makes the event visible to everybody; an import never takes it back. */
  publish?: boolean;
}

/** How far an import has come, in words for the screen. */
export type Progress = (step: string) => void;

/** Takes an event with its people from files: everything, in one transaction, or nothing. */
@Injectable()
export class ImportService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventImport) private readonly events: EventImport,
    @Inject(AgendaImport) private readonly agenda: AgendaImport,
    @Inject(PeopleImport) private readonly people: PeopleImport,
  ) {}

  /** @throws InvalidFiles with every error of both files and its line; then nothing was imported */
  async run(input: ImportInput, progress: Progress = () => undefined): Promise<ImportReport> {
    progress('reading the files');
    const { event: file, lineOf } = readEventFile(input.event.name, input.event.content);
    const people = input.people ? readPeople(input.people.name, input.people.content, file) : null;
    try {
      return await this.database.write(houseCall, (tx) => this.write(tx, file, people, input, progress));
    } catch (error) {
      throw explain(error, file, input.event.name, lineOf);
    }
  }

  private async write(
    tx: Tx,
    file: EventFile,
    people: PersonRow[] | null,
    input: ImportInput,
    progress: Progress,
  ): Promise<ImportReport> {
    progress('the event');
    const { event, created, changed } = await this.events.putEvent(tx, file, input.publish ?? false);
    // Before the people: what they offer and need is understood by them.
    const topics = await importTopics(tx, event, file);
    // Those of the table come first: it knows their languages and zones.
    if (people) progress(`${people.length} people`);
    const peopleTally = people ? await this.people.putPeople(tx, event, people) : null;
    await this.events.putTeam(tx, event, file);
    await this.agenda.lock(tx, event);
    progress(`${file.speakers.length} speakers`);
    const { speakers, ids } = await this.agenda.putSpeakers(tx, event, file);
    progress(`${file.sessions.length} sessions`);
    const sessions = await this.agenda.putSessions(tx, event, file, ids);
    const blocks = await this.agenda.putBlocks(tx, event, file);
    return {
      event: event.slug,
      created,
      published: event.state === 'published',
      changed,
      speakers,
      sessions,
      blocks,
      topics,
      people: peopleTally,
    };
  }
}

/** What the database refused, as something wrong in the file. */
function explain(error: unknown, file: EventFile, name: string, lineOf: LineOf): unknown {
  const finding = (path: PropertyKey[], message: string): InvalidFiles =>
    new InvalidFiles([{ file: name, line: lineOf(path), path: pathOf(path), message }]);
  if (error instanceof BlockHasMeetings) {
    return finding(
      ['meeting_blocks', error.index],
      'meetings were booked in this block, so its times can no longer change',
    );
  }
  if (error instanceof Problem && error.code === 'topic_name_taken') {
    const { name, topic } = error.params;
    return finding(['topics'], `${name}: a topic of the event has this name, ${topic}`);
  }
  if (error instanceof Problem && error.code === 'person_busy') {
    const names = String(error.params['name'] ?? '').split(', ');
    const index = file.speakers.findIndex((speaker) => names.includes(speaker.name));
    return finding(
      index < 0 ? ['speakers'] : ['speakers', index],
      `${names.join(', ')}: speaks or moderates at a time at which there is something else, in another session, a meeting or another event`,
    );
  }
  return error;
}
