import type { FileInfo } from '@foyer/contracts';
import { EventAccess, organisers } from '@foyer/events';
import { checkDocument, Database, Files, Problem, sql, type Call, type StoredFile } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { personOf } from './answers.service.js';

/** How many files somebody may have uploaded and not yet sent with a form. */
const mostLoose = 20;

/** Files that are answers: read by whose registration it is and by those who organise the event, nobody else. */
@Injectable()
export class AnswerFiles {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(Files) private readonly files: Files,
  ) {}

  /**
   * Takes a file that the caller will name in an answer within a day; else it goes.
   * @throws Problem not_found; file_type; file_too_large; too_many_requests
   */
  async take(call: Call, slug: string, file: File): Promise<FileInfo> {
    const { event } = await this.access.find(call, { slug });
    const owner = personOf(call);
    const { rows } = await sql`
      select from file where owner_id = ${owner} and event_id = ${event.id} and not kept limit ${mostLoose}`.execute(
      this.database.sql,
    );
    if (rows.length === mostLoose) throw new Problem('too_many_requests', {}, [], 3_600);
    const checked = await checkDocument(file);
    return this.database.write(call, (tx) => this.files.put(tx, checked, { event: event.id, owner }));
  }

  /** A file among the caller's answers. @throws Problem not_found */
  async mine(call: Call, slug: string, file: string): Promise<StoredFile> {
    const { event } = await this.access.find(call, { slug });
    return this.read(file, sql`r.event_id = ${event.id} and r.person_id = ${personOf(call)}`);
  }

  /** A file among a participant's answers. @throws Problem not_found; forbidden */
  async ofParticipant(
    call: Call,
    { event: slug, registration, file }: { event: string; registration: string; file: string },
  ): Promise<StoredFile> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    return this.read(file, sql`r.event_id = ${event.id} and r.id = ${registration}`);
  }

  private async read(file: string, where: ReturnType<typeof sql>): Promise<StoredFile> {
    const { rows } = await sql`
      select from registration_answer a join registration r on r.id = a.registration_id
      join file f on f.id = ${file} and f.event_id = r.event_id
      where a.value = to_jsonb(${file}::text) and ${where} limit 1`.execute(this.database.sql);
    if (rows.length === 0) throw new Problem('not_found');
    return this.files.read(file);
  }
}
