import PostalMime from 'postal-mime';
import type { Delivered } from './facts.js';

/** A message as a mail program shows it. */
export interface Letter {
  /** How many were delivered before it. */
  place: number;
  to: string;
  /** Of the header `To`. */
  addressed: string[];
  id: string;
  kind: string;
  language: string;
  htmlLanguage: string | undefined;
  subject: string;
  text: string;
  calendars: string[];
  stop: string | undefined;
  stopsByOnePost: boolean;
}

/** Reads a raw message (RFC 5322). */
export async function readLetter({ recipient, raw }: Delivered, place: number): Promise<Letter> {
  const mail = await PostalMime.parse(typeof raw === 'string' ? Buffer.from(raw, 'latin1') : raw);
  const header = (name: string): string => mail.headers.find(({ key }) => key === name)?.value ?? '';
  return {
    place,
    to: recipient.toLowerCase(),
    addressed: (mail.to ?? []).map(({ address = '' }) => address.toLowerCase()),
    id: mail.messageId ?? '',
    kind: header('x-foyer-kind'),
    language: header('content-language'),
    htmlLanguage: /<html[^>]*\blang="([^"]*)"/.exec(mail.html ?? '')?.[1],
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    calendars: mail.attachments.flatMap(({ mimeType, content }) =>
      mimeType === 'text/calendar' ? [textOf(content)] : [],
    ),
    stop: /^<(https?:[^>]+)>$/.exec(header('list-unsubscribe'))?.[1],
    stopsByOnePost: header('list-unsubscribe-post') === 'List-Unsubscribe=One-Click',
  };
}

const textOf = (content: string | ArrayBuffer | Uint8Array): string =>
  typeof content === 'string' ? content : Buffer.from(new Uint8Array(content)).toString('utf8');
