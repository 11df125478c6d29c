import { createApi, CookieJar, type Api } from '@foyer/client';
import type { FormDesk } from '@foyer/contracts';
import { sql } from '@foyer/platform';
import {
  aBlock,
  aForm,
  anEvent,
  aParticipant,
  aPerson,
  aPicture,
  aSession,
  signedIn,
  type Foyer,
  type Known,
} from '@foyer/test-kit';

/** Stands in every text of the event, so that one sees it wherever it comes out. */
export const mark = 'Zauberwort';

type Someone = { id: string; email: string };
/** An event with one of everything in it. */
export interface FullEvent {
  event: { id: string; slug: string; owner: Someone };
  /** Takes part, has asked for meetings, a question, a seat …: what is personal in it is this person's. */
  member: Someone;
  /** Takes part, and has nothing of their own. */
  bystander: Someone;
  /** Has been asked for a meeting by the member. */
  asked: Someone;
  /** Has a meeting with the member, who has given them their contact. */
  met: Someone;
  /** Speaks, by an account. */
  speaker: Someone;
  /** Has been invited and has not answered. */
  invited: Someone;
  /** Its things by the names of the parameters and properties that stand for them. */
  things: Known;
  /** The ids of all of it, as they stand in rows. */
  ids: string[];
}

export async function apiOf(foyer: Foyer, person: { id: string }): Promise<Api> {
  const cookies = new CookieJar();
  cookies.store([`${await signedIn(foyer, person)}; Path=/`]);
  return createApi({ baseUrl: foyer.url, cookies });
}

export async function aFullEvent(foyer: Foyer): Promise<FullEvent> {
  const title = { en: mark };
  const event = await anEvent(foyer, {
    title: { en: `${mark} event` },
    expectedOutcomes: [title],
    purpose: { en: mark },
    guests: 'ask',
  });
  const named = async (name: string) =>
    aParticipant(foyer, event, {
      person: await aPerson(foyer, { name: `${mark} ${name}` }),
      organisation: `${mark} of ${name}`,
    });
  const [member, bystander] = [await named('member'), await named('bystander')];
  const [asked, third] = [await named('asked'), await named('third')];
  const speaker = await aPerson(foyer, { name: `${mark} speaker` });
  const invited = await aPerson(foyer, { name: `${mark} invited` });
  const owner = await apiOf(foyer, event.owner);
  const mine = await apiOf(foyer, member);
  const params = { event: event.slug };

  const stage = await owner.call('createSpeaker', { params, body: { name: mark, email: speaker.email } });
  const room = await owner.call('createRoom', { params, body: { name: title } });
  const track = await owner.call('createTrack', { params, body: { name: title } });
  const session = await aSession(foyer, event, { title, seats: 5 });
  await aSession(foyer, event, { title, kind: 'private-blocker' });
  await owner.call('editSessions', {
    params,
    body: { edits: [{ session: session.id, version: 0, fields: { speakers: [stage.id] } }] },
  });
  const { revision } = await owner.call('previewRelease', { params });
  const release = await owner.call('createRelease', { params, body: { name: title, revision } });

  const desk = await owner.call('getFormDesk', { params });
  await owner.call('saveForm', { params, body: { ...desk, ...form } });
  const file = await mine.call('uploadAnswerFile', { params, body: new File([mark], 'proof.txt') });
  const consents = { photos: { given: true, version: 1, language: 'en' as const } };
  const filled = aForm({ name: `${mark} member` });
  const registration = await mine.call('register', {
    params,
    body: { ...filled, answers: { proof: file.id }, consents },
  });

  const topic = await owner.call('createTopic', { params, body: { labels: title } });
  const organisation = await sql<{ id: string }>`
    select organisation_id as id from registration where event_id = ${event.id} and person_id = ${third.id}`.execute(
    foyer.database.sql,
  );
  const { slots } = await aBlock(foyer, event);
  const slot = slots[0]?.id ?? '';
  const request = await mine.call('requestMeeting', { params, body: { to: asked.id, message: mark } });
  const other = await mine.call('requestMeeting', { params, body: { to: third.id } });
  const accept = { params: { ...params, request: other.id }, body: { slot } };
  const meeting = await (await apiOf(foyer, third)).call('acceptRequest', accept);
  const [low, high] = [member, third].sort((a, b) => (a.id < b.id ? -1 : 1));
  const card = JSON.stringify({
    ...{ name: mark, jobTitle: mark, organisation: mark, country: 'GE', email: member.email, phone: mark },
  });
  await sql`
    insert into contact_exchange (event_id, low_id, high_id, low_card, high_card, exchanged_at)
    values (${event.id}, ${low?.id}, ${high?.id}, ${card}, ${card}, ${foyer.clock.now()})`.execute(
    foyer.database.sql,
  );
  await mine.call('saveMeetingNote', {
    params: { ...params, meeting: meeting.id },
    body: { text: mark, version: 0 },
  });
  await mine.call('renewCalendarFeed', { params });
  await mine.call('starSession', { params: { ...params, session: session.id }, body: { starred: true } });
  await mine.call('takeSeat', { params: { ...params, session: session.id } });
  await owner.call('sendInvitations', {
    params,
    body: { invitations: [{ email: invited.email, name: mark }], message: title },
  });
  const invitation = await sql<{ id: string }>`
    select id from invitation where event_id = ${event.id}`.execute(foyer.database.sql);
  const { sessions } = await mine.call('listSignInSessions');
  const passkey = await sql<{ id: string }>`
    insert into passkey (person_id, credential, public_key, counter, transports, synced, name, created_at)
    values (${member.id}, ${event.id}, '', 0, '[]', false, ${mark}, now()) returning id`.execute(
    foyer.database.sql,
  );
  const identity = await sql<{ id: string }>`
    insert into identity (person_id, issuer, subject, email, created_at, last_used_at)
    values (${member.id}, 'https://id.example.org', ${event.id}, ${mark}, now(), now()) returning id`.execute(
    foyer.database.sql,
  );
  const pushDevice = await sql<{ id: string }>`
    insert into push_device (person_id, session_id, endpoint, p256dh, auth, house_key, user_agent, created_at)
    values (${member.id}, ${sessions[0]?.id}, ${`https://push.example.org/${event.id}`}, '', '', '', ${mark}, now())
    returning id`.execute(foyer.database.sql);
  const question = await sql<{ id: number }>`
    insert into question (session_id, person_id, text, author, state, asked_at, tags)
    values (${session.id}, ${member.id}, ${mark}, ${mark}, 'approved', ${foyer.clock.now()}, array[${mark}]) returning id`.execute(
    foyer.database.sql,
  );
  const poll = await sql<{ id: string }>`
    insert into poll (session_id, kind, question, state) values (${session.id}, 'text', ${mark}, 'open')
    returning id`.execute(foyer.database.sql);
  const note = await sql<{ id: number }>`
    insert into speaker_note (session_id, text, by_id, at)
    values (${session.id}, ${mark}, ${event.owner.id}, ${foyer.clock.now()}) returning id`.execute(
    foyer.database.sql,
  );
  await owner.call('saveQuestionFilter', {
    params,
    body: { words: { en: [mark] }, starter: ['ka'], links: true, version: 0 },
  });
  const announcement = await owner.call('publishAnnouncement', {
    params,
    body: { session: null, texts: title, minutes: null },
  });
  await owner.call('putSpeakerReview', { params, body: { review: true } });
  const picture = new File([await aPicture()], 'me.png');
  await (await apiOf(foyer, speaker)).call('putMyPhoto', { params, body: picture });
  const slides = new File([mark], 'slides.txt');
  const material = await owner.call('uploadMaterial', {
    params: { ...params, session: session.id },
    query: { kind: 'document' },
    body: slides,
  });
  const table = await owner.call('uploadImport', {
    params,
    body: new File([`name,email\n${mark},${mark}@example.org\n`], 'people.csv'),
  });
  const task = await sql<{ id: string }>`
    insert into task (event_id, kind, about, input) values (${event.id}, 'people-import', ${mark}, '{}')
    returning id`.execute(foyer.database.sql);
  const written = async (kind: 'interactions-export' | 'report-export') =>
    sql<{ id: string }>`
    with f as (
      insert into file (event_id, kind, media_type, name, size, sha256, kept, bytes)
      values (${event.id}, 'table', 'application/json', ${mark}, 2, repeat('0', 64), true, '{}') returning id
    )
    insert into task (event_id, kind, state, about, input, result)
    select ${event.id}, ${kind}, 'done', ${mark}, '{}', jsonb_build_object('id', id, 'name', ${mark}::text,
      'mediaType', 'application/json', 'size', 2) from f
    returning id`.execute(foyer.database.sql);
  const [made, report] = [await written('interactions-export'), await written('report-export')];
  const run = await sql<{ id: string }>`
    insert into schedule_run (event_id, mode, seconds, state, created_at, base, placement)
    values (${event.id}, 'gentle', 1, 'done', ${foyer.clock.now()}, ${JSON.stringify({
      columns: [],
      people: [{ id: member.id, blocked: [] }],
      meetings: [],
    })}::jsonb, '{"at":[],"tables":[]}') returning id`.execute(foyer.database.sql);
  const { rows: blocks } = await sql<{ id: string }>`
    select id from meeting_block where event_id = ${event.id}`.execute(foyer.database.sql);

  const mail = await sql<{ id: string }>`
    insert into mail (kind, event_id, person_id, to_address, to_name, language, time_zone, state, dedupe, content,
      created_at, look_at)
    select 'summary', ${event.id}, id, email, ${mark}, 'en', 'UTC', 'failed', 'full ' || id, '{}',
      ${foyer.clock.now()}, ${foyer.clock.now()}
    from person where id = ${member.id} returning id`.execute(foyer.database.sql);

  const message = await owner.call('createMessage', {
    params,
    body: { subject: title, body: title, audience: {}, dueAt: null },
  });

  const things = {
    event: [event.slug, event.id],
    session: [session.id, session.slug],
    first: [session.id],
    second: [session.id],
    speaker: [stage.slug, stage.id],
    moderator: [stage.id],
    room: [room.id],
    track: [track.id],
    number: [release.number],
    registration: [registration.id],
    file: [file.id],
    invitation: [invitation.rows[0]?.id],
    material: [material.id],
    importedFile: [table.id],
    task: [task.rows[0]?.id],
    export: [made.rows[0]?.id],
    report: [report.rows[0]?.id],
    expected: [title],
    logo: [file.id],
    consent: ['photos'],
    answers: [{ proof: file.id }],
    questions: [form.questions],
    consents: [form.consents],
    person: [member.id],
    to: [member.id],
    request: [request.id],
    meeting: [meeting.id],
    slot: [slot],
    block: [blocks[0]?.id],
    run: [run.rows[0]?.id],
    question: [question.rows[0]?.id],
    poll: [poll.rows[0]?.id],
    note: [note.rows[0]?.id],
    announcement: [announcement.id],
    mail: [mail.rows[0]?.id],
    message: [message.id],
    topic: [topic.id],
    into: [topic.id],
    organisation: [organisation.rows[0]?.id],
    round: ['1'],
    passkey: [passkey.rows[0]?.id],
    identity: [identity.rows[0]?.id],
    provider: ['none'],
    pushDevice: [pushDevice.rows[0]?.id],
    signInSession: [sessions[0]?.id],
  } satisfies Known;
  const ids = Object.values(things)
    .flat()
    .filter((value) => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value));
  const met = third;
  return {
    event,
    member,
    bystander,
    asked,
    met,
    speaker,
    invited,
    things,
    ids: [...new Set(ids.map(String))],
  };
}

const form: Pick<FormDesk, 'questions' | 'consents'> & { moves: [] } = {
  questions: [
    {
      ...{ key: 'proof', kind: 'file', label: { en: mark }, help: {}, required: false, categories: [] },
      ...{ condition: null, options: [], min: null, max: null, step: null, archived: false },
    },
  ],
  consents: [
    {
      key: 'photos',
      title: { en: mark },
      wording: { en: mark },
      required: false,
      archived: false,
      version: 1,
    },
  ],
  moves: [],
};
