import audit from './audit.json' with { type: 'json' };
import after from './after.json' with { type: 'json' };
import funnel from './funnel.json' with { type: 'json' };
import common from './common.json' with { type: 'json' };
import problems from './problems.json' with { type: 'json' };
import people from './people.json' with { type: 'json' };
import speakers from './speakers.json' with { type: 'json' };
import files from './files.json' with { type: 'json' };
import event from './event.json' with { type: 'json' };
import mailbox from './mailbox.json' with { type: 'json' };
import places from './places.json' with { type: 'json' };
import registration from './registration.json' with { type: 'json' };
import form from './form.json' with { type: 'json' };
import guests from './guests.json' with { type: 'json' };
import polls from './polls.json' with { type: 'json' };
import moderation from './moderation.json' with { type: 'json' };
import signs from './signs.json' with { type: 'json' };
import questionTools from './questionTools.json' with { type: 'json' };
import speakerView from './speakerView.json' with { type: 'json' };
import qa from './qa.json' with { type: 'json' };
import meetings from './meetings.json' with { type: 'json' };
import meetingRoom from './meetingRoom.json' with { type: 'json' };
import meetingVideo from './meetingVideo.json' with { type: 'json' };
import meetingRules from './meetingRules.json' with { type: 'json' };
import schedule from './schedule.json' with { type: 'json' };
import meetingRequests from './meetingRequests.json' with { type: 'json' };
import meetingTimes from './meetingTimes.json' with { type: 'json' };
import running from './running.json' with { type: 'json' };
import summary from './summary.json' with { type: 'json' };
import period from './period.json' with { type: 'json' };
import recap from './recap.json' with { type: 'json' };
import report from './report.json' with { type: 'json' };
import release from './release.json' with { type: 'json' };
import manage from './manage.json' with { type: 'json' };
import editor from './editor.json' with { type: 'json' };
import overview from './overview.json' with { type: 'json' };
import stars from './stars.json' with { type: 'json' };
import reminders from './reminders.json' with { type: 'json' };
import mail from './mail.json' with { type: 'json' };
import mails from './mails.json' with { type: 'json' };
import outbox from './outbox.json' with { type: 'json' };
import page from './page.json' with { type: 'json' };
import look from './look.json' with { type: 'json' };
import exchange from './exchange.json' with { type: 'json' };
import interactions from './interactions.json' with { type: 'json' };
import partners from './partners.json' with { type: 'json' };
import topics from './topics.json' with { type: 'json' };

export default {
  audit,
  funnel,
  after,
  common,
  problems,
  people,
  files,
  speakers,
  event,
  mailbox,
  registration,
  places,
  form,
  guests,
  qa,
  polls,
  signs,
  speakerView,
  moderation,
  questionTools,
  meetings,
  meetingRoom,
  meetingVideo,
  meetingRequests,
  meetingTimes,
  meetingRules,
  running,
  schedule,
  summary,
  report,
  recap,
  period,
  release,
  manage,
  editor,
  overview,
  stars,
  mail,
  mails,
  outbox,
  reminders,
  page,
  look,
  exchange,
  interactions,
  partners,
  topics,
};
