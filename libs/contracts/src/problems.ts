import { z } from 'zod';

/** Every error a caller can meet: code → HTTP status and title. The words a person reads are in `locales`. */
export const problems = {
  invalid_input: { status: 400, title: 'The input is not valid' },
  not_signed_in: { status: 401, title: 'Sign in first' },
  foreign_origin: { status: 403, title: 'The request comes from another site' },
  forbidden: { status: 403, title: 'You may not do this' },
  not_found: { status: 404, title: 'There is no such thing here' },
  conflict: { status: 409, title: 'Somebody else changed this meanwhile' },
  command_reused: { status: 422, title: 'This command id was used with another input' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong here' },
  unavailable: { status: 503, title: 'Not available for the moment' },
  code_wrong: { status: 422, title: 'The code is wrong or too old' },
  registration_closed: { status: 409, title: 'Registration is closed' },
  event_full: { status: 409, title: 'The event is full' },
  already_registered: { status: 409, title: 'You are registered already' },
  not_registered: { status: 403, title: 'Register for the event first' },
  session_not_open: { status: 409, title: 'Questions are not open in this session' },
  question_state: { status: 409, title: 'The question is not in a state that allows this' },
  person_busy: { status: 409, title: 'One of you has something else at that time' },
  slot_taken: { status: 409, title: 'All tables are taken at that time' },
  slot_past: { status: 409, title: 'This time has passed' },
  request_state: { status: 409, title: 'The request is not in a state that allows this' },
  too_many_open_requests: { status: 409, title: 'Too many of your requests wait for an answer' },
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
