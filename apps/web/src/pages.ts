import type { EventRole } from '@foyer/contracts';
import type { Texts } from '@foyer/locales';
import type { ComponentType } from 'react';

/** What organisers work on, in the order in which they come to it. */
export const deskGroups = ['programme', 'people', 'event'] as const;
export type DeskGroup = (typeof deskGroups)[number];

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
  /** Fills the screen: without the header and the navigation. `screen`: where nobody sits, so that no notice comes up. */
  bare?: true | 'screen';
  /** An entry in the organisers' navigation, which stands above every page of theirs; in the order of this list. */
  desk?: {
    label: keyof Texts['common']['desk'];
    /** Where it stands; alone at the front unless said. */
    group?: DeskGroup;
  };
}

/** Every page. To add one: write the page, add a line here. */
export const pages: readonly AppPage[] = [
  { path: '/', load: () => import('./events/HomePage.js') },
  { path: '/sign-in', load: () => import('./people/SignInPage.js') },
  { path: '/sign-in/with/:provider', load: () => import('./people/FromProviderPage.js') },
  { path: '/account', load: () => import('./people/AccountPage.js') },
  { path: '/account/notifications', load: () => import('./notifications/SettingsPage.js') },
  { path: '/unsubscribe/:token', load: () => import('./people/UnsubscribePage.js') },
  { path: '/invitation/:token', load: () => import('./invitations/AnswerPage.js') },
  { path: '/claim/:token', load: () => import('./speakers/ClaimPage.js') },
  { path: '/events/new', load: () => import('./manage/NewEventPage.js') },
  { path: '/join', load: () => import('./join/JoinPage.js') },
  { path: '/j/:code', load: () => import('./join/JoinPage.js') },
  { path: '/reports', load: () => import('./reports/ReportsPage.js') },
  { path: '/mail', load: () => import('./mailbox/MailboxPage.js') },
  { path: '/e/:event', load: () => import('./events/EventPage.js'), nav: { label: 'programme' } },
  {
    path: '/e/:event/my-agenda',
    load: () => import('./stars/MyAgendaPage.js'),
    nav: { label: 'myAgenda' },
  },
  {
    path: '/e/:event/register',
    load: () => import('./registration/RegisterPage.js'),
    nav: { label: 'register' },
  },
  {
    path: '/e/:event/partners',
    load: () => import('./partners/PartnersPage.js'),
    nav: { label: 'partners' },
  },
  {
    path: '/e/:event/meetings',
    load: () => import('./meetings/MeetingsPage.js'),
    nav: { label: 'meetings' },
  },
  { path: '/e/:event/contacts', load: () => import('./after/ContactsPage.js') },
  { path: '/e/:event/meetings/:meeting', load: () => import('./meetings/room/RoomPage.js') },
  {
    path: '/e/:event/me/speaker',
    load: () => import('./speakers/MySpeakerPage.js'),
    nav: { label: 'mySpeaker', roles: ['speaker'] },
  },
  {
    path: '/e/:event/recap',
    load: () => import('./recap/RecapPage.js'),
    nav: { label: 'recap', roles: ['attendee', 'speaker'] },
  },
  { path: '/e/:event/summary', load: () => import('./summary/SummaryPage.js'), nav: { label: 'summary' } },
  {
    path: '/e/:event/manage',
    load: () => import('./overview/OverviewPage.js'),
    nav: { label: 'manage', roles: ['owner', 'organiser'] },
    desk: { label: 'overview' },
  },
  {
    path: '/e/:event/manage/agenda',
    load: () => import('./agenda-editor/AgendaEditorPage.js'),
    desk: { label: 'agenda', group: 'programme' },
  },
  {
    path: '/e/:event/manage/release',
    load: () => import('./release/ReleasePage.js'),
    desk: { label: 'release', group: 'programme' },
  },
  {
    path: '/e/:event/manage/running',
    load: () => import('./running/RunningPage.js'),
    nav: { label: 'running', roles: ['moderator'] },
    desk: { label: 'running', group: 'programme' },
  },
  { path: '/e/:event/studio', load: () => import('./running/StudioPage.js'), bare: true },
  {
    path: '/e/:event/manage/speakers',
    load: () => import('./speakers/SpeakersPage.js'),
    desk: { label: 'speakers', group: 'programme' },
  },
  {
    path: '/e/:event/manage/participants',
    load: () => import('./registration/ParticipantsPage.js'),
    desk: { label: 'participants', group: 'people' },
  },
  {
    path: '/e/:event/manage/participants/:registration/answers',
    load: () => import('./form/ParticipantAnswersPage.js'),
  },
  {
    path: '/e/:event/manage/participants/new',
    load: () => import('./registration/NewParticipantPage.js'),
  },
  {
    path: '/e/:event/manage/participants/:registration',
    load: () => import('./registration/ParticipantPage.js'),
  },
  {
    path: '/e/:event/manage/registration',
    load: () => import('./registration/SettingsPage.js'),
    desk: { label: 'registration', group: 'people' },
  },
  {
    path: '/e/:event/manage/topics',
    load: () => import('./topics/TopicsPage.js'),
    desk: { label: 'topics', group: 'people' },
  },
  {
    path: '/e/:event/manage/form',
    load: () => import('./form/FormPage.js'),
    desk: { label: 'form', group: 'people' },
  },
  {
    path: '/e/:event/manage/invitations',
    load: () => import('./invitations/InvitationsPage.js'),
    desk: { label: 'invitations', group: 'people' },
  },
  {
    path: '/e/:event/manage/outbox',
    load: () => import('./outbox/OutboxPage.js'),
    desk: { label: 'outbox', group: 'people' },
  },
  { path: '/e/:event/manage/outbox/new', load: () => import('./outbox/NewMessagePage.js') },
  { path: '/e/:event/manage/outbox/:message', load: () => import('./outbox/MessagePage.js') },
  { path: '/e/:event/manage/outbox/log', load: () => import('./mails/MailsPage.js') },
  {
    path: '/e/:event/manage/meetings',
    load: () => import('./meetings/BlocksPage.js'),
    desk: { label: 'meetings', group: 'programme' },
  },
  {
    path: '/e/:event/manage/meetings-funnel',
    load: () => import('./funnel/FunnelPage.js'),
    desk: { label: 'funnel', group: 'people' },
  },
  {
    path: '/e/:event/manage/meeting-video',
    load: () => import('./meetings/VideoPage.js'),
    desk: { label: 'meetingRoom', group: 'programme' },
  },
  {
    path: '/e/:event/manage/meeting-approvals',
    load: () => import('./meetings/ApprovalsPage.js'),
    desk: { label: 'meetingApprovals', group: 'people' },
  },
  {
    path: '/e/:event/manage/meeting-rules',
    load: () => import('./meetings/RulesPage.js'),
    desk: { label: 'meetingRules', group: 'people' },
  },
  {
    path: '/e/:event/manage/schedule',
    load: () => import('./schedule/SchedulePage.js'),
    desk: { label: 'schedule', group: 'programme' },
  },
  {
    path: '/e/:event/manage/reminders',
    load: () => import('./reminders/RulesPage.js'),
    desk: { label: 'reminders', group: 'event' },
  },
  {
    path: '/e/:event/manage/exchange',
    load: () => import('./exchange/ExchangePage.js'),
    desk: { label: 'exchange', group: 'event' },
  },
  {
    path: '/e/:event/manage/look',
    load: () => import('./look/LookPage.js'),
    desk: { label: 'look', group: 'event' },
  },
  {
    path: '/e/:event/manage/attendance',
    load: () => import('./attendance/AttendancePage.js'),
    desk: { label: 'attendance', group: 'people' },
  },
  {
    path: '/e/:event/manage/report',
    load: () => import('./report/ReportPage.js'),
    desk: { label: 'report', group: 'event' },
  },
  {
    path: '/e/:event/manage/questions',
    load: () => import('./qa/FilterPage.js'),
    desk: { label: 'questions', group: 'event' },
  },
  {
    path: '/e/:event/manage/settings',
    load: () => import('./manage/SettingsPage.js'),
    desk: { label: 'settings', group: 'event' },
  },
  {
    path: '/e/:event/manage/log',
    load: () => import('./audit/AuditLogPage.js'),
    desk: { label: 'log', group: 'event' },
  },
  { path: '/e/:event/partners/:person', load: () => import('./partners/PartnerPage.js') },
  {
    path: '/e/:event/partners/organisations/:organisation',
    load: () => import('./partners/OrganisationPage.js'),
  },
  { path: '/e/:event/changes', load: () => import('./release/ChangesPage.js') },
  { path: '/e/:event/speakers/:speaker', load: () => import('./speakers/SpeakerPage.js') },
  { path: '/e/:event/sessions/:session', load: () => import('./qa/SessionRoomPage.js') },
  { path: '/e/:event/sessions/:session/stage', load: () => import('./stage/StagePage.js'), bare: 'screen' },
  {
    path: '/e/:event/sessions/:session/speaker',
    load: () => import('./stage/SpeakerViewPage.js'),
    bare: true,
  },
  { path: '/e/:event/sessions/:session/moderate', load: () => import('./qa/DeskPage.js') },
  { path: '/e/:event/sessions/:session/log', load: () => import('./qa/LogPage.js') },
];

/** Whether somebody has built the page: links to it are shown only then. */
export function hasPage(path: string): boolean {
  return pages.some((page) => page.path === path);
}
