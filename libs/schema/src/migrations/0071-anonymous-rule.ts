import { Migration } from '@mikro-orm/migrations';

/** A room may want names with questions, and its log says who has decided so. */
export class Migration0071AnonymousRule extends Migration {
  override up(): void {
    this.addSql(`alter table "qa_room" add column "anonymous" boolean not null default true;`);
    this.addSql(
      `alter table "moderation_step" drop constraint "moderation_step_step_check", add constraint "moderation_step_step_check" check ("step" in ('approved', 'dismissed', 'answered', 'opened', 'closed', 'by-agenda', 'edited', 'pinned', 'unpinned', 'answering', 'not-answering', 'replied', 'merged', 'unmerged', 'assigned', 'unassigned', 'tagged', 'undone', 'rules', 'anonymous-on', 'anonymous-off', 'announced', 'announcement-withdrawn')) not valid;`,
    );
    this.addSql(`alter table "moderation_step" validate constraint "moderation_step_step_check";`);
  }
}
