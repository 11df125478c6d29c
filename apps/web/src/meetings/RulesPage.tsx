import type { MeetingRules } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction, useCall } from '../server/api.js';
import { Loaded } from '../ui/Loaded.js';
import NotFound from '../ui/NotFound.js';
import { notifyDone } from '../ui/notify.js';
import { Page } from '../ui/Page.js';
import { Problem } from '../ui/Problem.js';
import { RulesForm } from './RulesForm.js';
import './meetings.css';

/** For organisers: who may ask whom to meet, and how much of it. */
export default function RulesPage() {
  const { t } = useTranslation(['meetingRules', 'common']);
  const { event, roles } = useEvent();
  const params = { event: event.slug };
  const mayRead = roles.some((role) => role === 'owner' || role === 'organiser');
  const rules = useCall('getMeetingRules', { params }, { enabled: mayRead });
  const save = useAction('updateMeetingRules', { stale: ['getMeetingRules', 'listPartners'] });
  if (!mayRead) return <NotFound />;
  return (
    <Page title={t('title')} intro={t('intro')}>
      <Loaded query={rules}>
        {(answer: MeetingRules) => (
          <RulesForm
            initial={answer}
            saving={save.isPending}
            onSave={(body, done) =>
              save.mutate(
                { params, body },
                {
                  onSuccess: () => {
                    done();
                    notifyDone(t('common:action.saved'));
                  },
                },
              )
            }
          >
            <Problem error={save.error} />
          </RulesForm>
        )}
      </Loaded>
    </Page>
  );
}
