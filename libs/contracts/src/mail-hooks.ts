import { z } from 'zod';

// What providers of mail report, as far as it is read: the rest may be whatever they like.

const Address = z.string().max(320);
const Said = z.string().max(4_000).nullish();

/** https://postmarkapp.com/developer/webhooks/bounce-webhook, …/spam-complaint-webhook */
export const PostmarkReport = z.object({
  RecordType: z.string(),
  /** Of a bounce: `HardBounce`, `SoftBounce`, `Blocked`, … */
  Type: z.string().optional(),
  Email: Address.optional(),
  BouncedAt: z.iso.datetime({ offset: true }).optional(),
  Details: Said,
  Metadata: z.object({ mail: z.string().optional() }).nullish(),
});

/** https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/ */
export const MailgunReport = z.object({
  signature: z.object({
    timestamp: z.string().max(20),
    token: z.string().max(100),
    signature: z.string().max(100),
  }),
  'event-data': z.object({
    event: z.string(),
    /** In seconds, with fractions. */
    timestamp: z.number().nonnegative().max(1e11),
    recipient: Address.optional(),
    /** Of a failure: `permanent`, `temporary`. */
    severity: z.string().optional(),
    reason: z.string().optional(),
    'delivery-status': z
      .object({
        code: z.union([z.number(), z.string()]).optional(),
        'enhanced-code': z.string().nullish(),
        message: Said,
      })
      .optional(),
    message: z.object({ headers: z.object({ 'message-id': z.string().optional() }).optional() }).optional(),
  }),
});

/** https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event */
export const SendGridReports = z
  .array(
    z.object({
      email: Address.optional(),
      /** In seconds. */
      timestamp: z.number().nonnegative().max(1e11),
      event: z.string(),
      /** Of a bounce: `bounce`, `blocked`. */
      type: z.string().optional(),
      status: z.string().optional(),
      reason: Said,
      'smtp-id': z.string().optional(),
    }),
  )
  .max(5_000);

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html */
export const SnsMessage = z.object({
  Type: z.enum(['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation']),
  MessageId: z.string().max(200),
  TopicArn: z.string().max(400),
  Subject: z.string().nullish(),
  Message: z.string().max(300_000),
  Timestamp: z.iso.datetime(),
  SignatureVersion: z.enum(['1', '2']),
  Signature: z.string().max(2_000),
  SigningCertURL: z.url().max(1_000),
  SubscribeURL: z.url().max(2_000).optional(),
  Token: z.string().max(2_000).optional(),
});
export type SnsMessage = z.infer<typeof SnsMessage>;

const SesMail = z.object({
  commonHeaders: z.object({ messageId: z.string().nullish() }).nullish(),
});
/** https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html; events of a configuration set, too. */
export const SesReport = z.object({
  notificationType: z.string().optional(),
  eventType: z.string().optional(),
  bounce: z
    .object({
      bounceType: z.string(),
      timestamp: z.iso.datetime({ offset: true }),
      bouncedRecipients: z
        .array(z.object({ emailAddress: Address, status: z.string().nullish(), diagnosticCode: Said }))
        .max(100),
    })
    .optional(),
  complaint: z
    .object({
      timestamp: z.iso.datetime({ offset: true }),
      complainedRecipients: z.array(z.object({ emailAddress: Address })).max(100),
    })
    .optional(),
  mail: SesMail.optional(),
});
