import type { MeetingVideo, RouteParsed, routes, VideoSetup } from '@foyer/contracts';
import { EventAccess, organisers } from '@foyer/events';
import { Database, ENV, Problem, seal, sql, unseal, type Call, type Env, type Sql } from '@foyer/platform';
import { Inject, Injectable } from '@nestjs/common';
import { isPrivateKey, isUsableKey } from './jitsi.js';

type Wish = RouteParsed<typeof routes.saveMeetingVideo>['body'];
interface Row {
  setup: VideoSetup;
  secret: string | null;
}
const needsSecret = ({ kind }: VideoSetup): boolean => kind === 'jitsi' || kind === 'bigbluebutton';
const purpose = (event: string): string => `meeting video ${event}`;

/** How people see each other in an event's meetings. Its secret goes in and never comes out. */
@Injectable()
export class VideoService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(EventAccess) private readonly access: EventAccess,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /** For organisers. @throws Problem forbidden */
  async get(call: Call, slug: string): Promise<MeetingVideo> {
    const { event } = await this.access.findAs(call, { slug }, organisers);
    return this.told(await this.read(this.database.sql, event.id));
  }

  /**
   * @throws Problem forbidden; video_secret where there is none, it was kept for another server, or it is no key that
   *   the server takes
   */
  async save(call: Call, slug: string, { setup, secret }: Wish): Promise<MeetingVideo> {
    return this.database.write(call, async (tx) => {
      const { event } = await this.access.findAs(call, { slug }, organisers, tx);
      const before = await this.read(tx.sql, event.id);
      const sealed = needsSecret(setup) ? this.sealed(event.id, setup, secret, before) : null;
      await sql`
        insert into meeting_video (event_id, setup, secret) values (${event.id}, ${JSON.stringify(setup)}::jsonb, ${sealed})
        on conflict (event_id) do update set setup = excluded.setup, secret = excluded.secret`.execute(
        tx.sql,
      );
      return this.told({ setup, secret: sealed });
    });
  }

  /** For minting links, inside the house. */
  async secretOf(event: string): Promise<{ setup: VideoSetup; secret: string | null }> {
    const { setup, secret } = await this.read(this.database.sql, event);
    return { setup, secret: secret && unseal(this.env.FOYER_SECRET, purpose(event), secret) };
  }

  private sealed(event: string, setup: VideoSetup, secret: string | undefined, before: Row): string {
    if (secret === undefined) {
      // Else whoever organises could have the old server's secret sign for a server of their own.
      if (!before.secret || serverOf(before.setup) !== serverOf(setup)) throw new Problem('video_secret');
      return before.secret;
    }
    if (setup.kind === 'jitsi' && isPrivateKey(secret) && !isUsableKey(secret))
      throw new Problem('video_secret');
    return seal(this.env.FOYER_SECRET, purpose(event), secret);
  }

  private async read(database: Sql, event: string): Promise<Row> {
    const { rows } = await sql<Row>`
      select setup, secret from meeting_video where event_id = ${event}`.execute(database);
    return rows[0] ?? { setup: { kind: 'built-in' }, secret: null };
  }

  private told({ setup, secret }: Row): MeetingVideo {
    const { TURN_URLS, TURN_SECRET } = this.env;
    return { setup, secretKept: secret !== null, relay: TURN_URLS.length > 0 && TURN_SECRET !== undefined };
  }
}

const serverOf = (setup: VideoSetup): string =>
  `${setup.kind} ${'server' in setup ? setup.server.replace(/\/+$/, '') : ''}`;
