import { z } from 'zod';

/** Every error a caller can meet: code → HTTP status and title. The words a person reads are in `locales`. */
export const problems = {
  invalid_input: { status: 400, title: 'The input is not valid' },
  not_signed_in: { status: 401, title: 'Sign in first' },
  foreign_origin: { status: 403, title: 'The request comes from another site' },
  forbidden: { status: 403, title: 'You may not do this' },
  not_found: { status: 404, title: 'There is no such thing here' },
  conflict: { status: 409, title: 'Somebody else changed this meanwhile' },
  edit_conflict: { status: 409, title: 'Somebody else has changed the same thing meanwhile' },
  file_too_large: { status: 413, title: 'The file is too large' },
  image_too_large: { status: 413, title: 'The picture has too many pixels' },
  file_type: { status: 415, title: 'Files of this type are not taken here' },
  release_blocked: { status: 409, title: 'Somebody of the stage has something else at that time' },
  command_reused: { status: 422, title: 'This command id was used with another input' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong here' },
  unavailable: { status: 503, title: 'Not available for the moment' },
  code_wrong: { status: 422, title: 'The code is wrong or too old' },
  registration_closed: { status: 409, title: 'Registration is closed' },
  registration_not_open: { status: 409, title: 'Registration has not opened yet' },
  registration_declined: { status: 409, title: 'The organisers have declined this registration' },
  invitation_only: { status: 403, title: 'Registration is for those invited' },
  event_not_published: { status: 409, title: 'The event is not published yet' },
  withdrawal_closed: { status: 409, title: 'It is too late to withdraw by oneself' },
  no_seats: { status: 409, title: 'Nobody has to take a seat in this session' },
  event_full: { status: 409, title: 'The event is full' },
  already_registered: { status: 409, title: 'You are registered already' },
  not_registered: { status: 403, title: 'Register for the event first' },
  guests_not_let_in: { status: 403, title: 'The event lets no guests in' },
  session_not_open: { status: 409, title: 'Questions are not open in this session' },
  question_state: { status: 409, title: 'The question is not in a state that allows this' },
  reactions_off: { status: 409, title: 'Reactions are switched off in this session' },
  poll_state: { status: 409, title: 'The poll is not in a state that allows this' },
  question_changed: { status: 409, title: 'The question has changed meanwhile' },
  nothing_to_undo: { status: 409, title: 'There is no step of yours that can be undone' },
  question_limit: { status: 409, title: 'You have asked as many questions as the session allows' },
  question_too_soon: { status: 409, title: 'Wait a little before the next question' },
  running_state: { status: 409, title: 'The running order has moved on meanwhile' },
  person_busy: { status: 409, title: 'One of you has something else at that time' },
  slot_taken: { status: 409, title: 'All tables are taken at that time' },
  not_for_category: { status: 409, title: 'These times are for other participants' },
  block_in_use: { status: 409, title: 'Booked meetings stand in the way' },
  time_taken: { status: 409, title: 'You have something else at that time' },
  no_free_slot: { status: 409, title: 'There is no time left that suits both' },
  slot_past: { status: 409, title: 'This time has passed' },
  request_state: { status: 409, title: 'The request is not in a state that allows this' },
  topic_name_taken: { status: 409, title: 'Another topic has this name' },
  topic_parent: { status: 409, title: 'Topics have two levels' },
  too_many_topics: { status: 409, title: 'The event has as many topics as it can hold' },
  too_many_open_requests: { status: 409, title: 'Too many of your requests wait for an answer' },
  not_computed: { status: 409, title: 'Times are chosen here, not computed' },
  schedule_running: { status: 409, title: 'A schedule is being computed already' },
  nothing_to_schedule: { status: 409, title: 'There is nothing to schedule' },
  schedule_state: { status: 409, title: 'The plan is not in a state that allows this' },
  schedule_outdated: { status: 409, title: 'Another plan has been published meanwhile' },
  speaker_named: { status: 409, title: 'Sessions still name this person' },
  claim_other_account: { status: 409, title: 'The mail went to another address than that of your account' },
  too_many_materials: { status: 409, title: 'The session has as much as it can hold' },
  file_unreadable: { status: 422, title: 'The file cannot be read' },
  nothing_to_export: { status: 409, title: 'There is nothing to export yet' },
  import_invalid: { status: 422, title: 'The file has errors; nothing was imported' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;
export const problemCodes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]];

/** RFC 9457 problem details, as HTTP answers and socket acks carry them. */
export const ProblemDocument = z.object({
  type: z.string().meta({ example: '/problems/not_found' }),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  code: z.enum(problemCodes),
  /** Values for the sentence in the reader's language. */
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  traceId: z.string().optional(),
  /** Where in the input (RFC 6901 pointer) what is wrong. */
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
});
export type ProblemDocument = z.infer<typeof ProblemDocument>;
export type ProblemParams = NonNullable<ProblemDocument['params']>;
