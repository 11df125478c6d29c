/** What a mail server's answer means for the mail and for its address. */
export type SmtpMeaning = 'no_mailbox' | 'mailbox_full' | 'policy' | 'refused' | 'later' | 'away';

/** A server's answer, as far as it may be kept: no text of the server, which names addresses. */
export interface SmtpAnswer {
  /** The command that it answered. */
  command: string | undefined;
  /** The reply code (RFC 5321); none where nothing was answered. */
  reply: number | undefined;
  /** The enhanced status (RFC 3463), `5.1.1`. */
  status: string | undefined;
  /** Without a status: whether the words speak of rules rather than of a mailbox. */
  policy: boolean;
}

/** Statuses that say of the mailbox itself that no mail will ever arrive there. */
const deadMailbox = /^5\.(1\.(0|1|2|3|6|10)|2\.1)$/;
/** Replies that speak of the mailbox where no status says more. */
const mailboxReplies = [550, 551, 553];
// Servers without statuses use 550 for rules, too; RFC 5321 allows it.
const speaksOfRules =
  /\b(policy|spam|block(ed|list)?|blacklist(ed)?|reputation|relay(ing)?|denied|authenticat\w*|spf|dkim|dmarc|rbl|banned)\b/i;

/** Reads the status and the tone of a reply's text; the text itself is not kept. */
export function readReply(
  command: string | undefined,
  reply: number | undefined,
  text: string | undefined,
): SmtpAnswer {
  const status = /^\d{3}[ -]+(?:\[?)([245]\.\d{1,3}\.\d{1,3})\b/.exec(text ?? '')?.[1];
  return { command, reply, status, policy: status === undefined && speaksOfRules.test(text ?? '') };
}

/** What an answer means. Only what names the mailbox as gone counts against the address. */
export function meaningOf({ command, reply, status, policy }: SmtpAnswer): SmtpMeaning {
  if (reply === undefined && status === undefined) return 'away';
  const permanent = status ? status.startsWith('5') : (reply ?? 0) >= 500;
  if (status && /^[45]\.2\.2$/.test(status)) return 'mailbox_full';
  if (!permanent) return 'later';
  if (status)
    return deadMailbox.test(status) ? 'no_mailbox' : status.startsWith('5.7.') ? 'policy' : 'refused';
  if (policy) return 'policy';
  const ofMailbox = command === 'RCPT TO' && mailboxReplies.includes(reply ?? 0);
  return ofMailbox ? 'no_mailbox' : 'refused';
}

/** As it is kept with a mail: `RCPT TO 550 5.1.1`. */
export function storedAnswer({ command, reply, status, policy }: SmtpAnswer): string {
  return [command, reply, status, policy ? 'policy' : undefined]
    .filter((part) => part !== undefined)
    .join(' ');
}

/** Reads what `storedAnswer` has written, and what was written before there were statuses. */
export function readStoredAnswer(stored: string): SmtpAnswer {
  return {
    command: /\b(RCPT TO|MAIL FROM|DATA|CONN|AUTH|EHLO)\b/.exec(stored)?.[1],
    reply: numberOf(/\b([245]\d\d)\b/.exec(stored)?.[1]),
    status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(stored)?.[0],
    policy: / policy$/.test(stored),
  };
}

/** The numbers alone, for people who look them up: `550 5.1.1`; null where nothing was answered. */
export const codeOf = ({ reply, status }: SmtpAnswer): string | null =>
  [reply, status].filter((part) => part !== undefined).join(' ') || null;

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text);
