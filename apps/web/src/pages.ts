import type { EventRole } from '@foyer/contracts';
import type { Texts } from '@foyer/locales';
import type { ComponentType } from 'react';

export interface AppPage {
  /** Paths below `/e/:event` are shown inside the event's frame: `useEvent()` works there. */
  path: string;
  /** The page's module; its default export is the page. */
  load: () => Promise<{ default: ComponentType }>;
  /** An entry in the event's navigation, in the order of this list. */
  nav?: {
    label: keyof Texts['common']['nav'];
    /** Who sees the entry; everybody unless said. Hiding is courtesy: the server decides. */
    roles?: readonly EventRole[];
  };
}

/** Every page. To add one: write the page, add a line here. */
export const pages: readonly AppPage[] = [
  { path: '/', load: () => import('./events/HomePage.js') },
  { path: '/sign-in', load: () => import('./people/SignInPage.js') },
  { path: '/account', load: () => import('./people/AccountPage.js') },
  { path: '/unsubscribe/:token', load: () => import('./people/UnsubscribePage.js') },
  { path: '/events/new', load: () => import('./manage/NewEventPage.js') },
  { path: '/mail', load: () => import('./mailbox/MailboxPage.js') },
  { path: '/e/:event', load: () => import('./events/EventPage.js'), nav: { label: 'programme' } },
  {
    path: '/e/:event/register',
    load: () => import('./registration/RegisterPage.js'),
    nav: { label: 'register' },
  },
  {
    path: '/e/:event/participants',
    load: () => import('./registration/ParticipantsPage.js'),
    nav: { label: 'participants', roles: ['owner', 'organiser'] },
  },
  {
    path: '/e/:event/meetings',
    load: () => import('./meetings/MeetingsPage.js'),
    nav: { label: 'meetings' },
  },
  {
    path: '/e/:event/manage/meetings',
    load: () => import('./meetings/BlocksPage.js'),
    nav: { label: 'meetingBlocks', roles: ['owner', 'organiser'] },
  },
  {
    path: '/e/:event/manage',
    load: () => import('./manage/ManagePage.js'),
    nav: { label: 'manage', roles: ['owner', 'organiser'] },
  },
  { path: '/e/:event/summary', load: () => import('./summary/SummaryPage.js'), nav: { label: 'summary' } },
  { path: '/e/:event/sessions/:session', load: () => import('./qa/SessionRoomPage.js') },
  { path: '/e/:event/sessions/:session/moderate', load: () => import('./qa/DeskPage.js') },
];

/** Whether somebody has built the page: links to it are shown only then. */
export function hasPage(path: string): boolean {
  return pages.some((page) => page.path === path);
}
