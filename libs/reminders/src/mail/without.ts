import { erasedName } from '@foyer/contracts';
import type { MailContent, Other } from './content.js';

const nobody = (other: Other): Other => ({ ...other, name: erasedName });

/** Who is to be forgotten. Some stand in lists by their organisation alone. */
export interface Forgotten {
  person: string;
  organisation: string | null;
}

/**
 * What somebody was told, without the name and the words of whoever they were told of.
 * @param things requests and meetings in which the reader's other is to be forgotten
 */
export function without(
  content: MailContent,
  things: ReadonlySet<string>,
  { person, organisation }: Forgotten,
): MailContent {
  switch (content.about) {
    case 'requested':
      // Who asks has written the message.
      return things.has(content.request)
        ? { ...content, other: nobody(content.other), message: null }
        : content;
    case 'request-news': {
      if (!things.has(content.request)) return content;
      // Of a meeting that was not approved the reason is the organisers'.
      const reason = content.what === 'refused' ? content.reason : null;
      return { ...content, other: nobody(content.other), reason };
    }
    case 'booked':
      return things.has(content.meeting.id) ? { ...content, meeting: unnamed(content.meeting) } : content;
    case 'called':
      return things.has(content.meeting.id) ? { ...content, meeting: unnamed(content.meeting) } : content;
    case 'cancelled':
      return things.has(content.meeting.id) ? { ...content, meeting: unnamed(content.meeting) } : content;
    case 'schedule':
      return {
        ...content,
        meetings: content.meetings.map((one) =>
          things.has(one.id) ? { ...one, others: one.others.map(nobody) } : one,
        ),
        waiting: content.waiting.map((other) =>
          other.organisation === organisation ? nobody(other) : other,
        ),
      };
    case 'contact':
      return content.person === person ? { ...content, person: null, other: nobody(content.other) } : content;
    case 'reminders':
      return {
        ...content,
        items: content.items.map((item) =>
          item.other && things.has(item.ref) ? { ...item, other: nobody(item.other) } : item,
        ),
      };
    default:
      return content;
  }
}

const unnamed = <M extends { other: Other }>(meeting: M): M => ({ ...meeting, other: nobody(meeting.other) });
