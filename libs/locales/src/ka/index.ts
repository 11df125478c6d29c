import common from './common.json' with { type: 'json' };
import problems from './problems.json' with { type: 'json' };
import people from './people.json' with { type: 'json' };
import event from './event.json' with { type: 'json' };
import mailbox from './mailbox.json' with { type: 'json' };
import registration from './registration.json' with { type: 'json' };
import qa from './qa.json' with { type: 'json' };
import meetings from './meetings.json' with { type: 'json' };
import summary from './summary.json' with { type: 'json' };
import manage from './manage.json' with { type: 'json' };
import mail from './mail.json' with { type: 'json' };

export default {
  common,
  problems,
  people,
  event,
  mailbox,
  registration,
  qa,
  meetings,
  summary,
  manage,
  mail,
};
