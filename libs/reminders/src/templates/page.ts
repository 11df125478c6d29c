import type { ReactElement } from 'react';

/** A mail in one reader's words, before it becomes HTML and text. */
export interface MailPage {
  subject: string;
  /** What a list of mails shows beside the subject. */
  preview: string;
  title: string;
  body: ReactElement;
}

/** Addresses of the web app's pages. */
export const pageUrl = {
  event: (base: string, event: string) => `${base}/e/${event}`,
  registration: (base: string, event: string) => `${base}/e/${event}/register`,
  meetings: (base: string, event: string) => `${base}/e/${event}/meetings`,
  contacts: (base: string, event: string) => `${base}/e/${event}/contacts`,
  meeting: (base: string, event: string, meeting: string) => `${base}/e/${event}/meetings/${meeting}`,
  session: (base: string, event: string, session: string) => `${base}/e/${event}/sessions/${session}`,
  mySpeaker: (base: string, event: string) => `${base}/e/${event}/me/speaker`,
  recap: (base: string, event: string) => `${base}/e/${event}/recap`,
  summary: (base: string, event: string) => `${base}/e/${event}/summary`,
};
