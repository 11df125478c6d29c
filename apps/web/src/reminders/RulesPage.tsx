import { zoneCity } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction, useCall } from '../server/api.js';
import { Loaded } from '../ui/Loaded.js';
import NotFound from '../ui/NotFound.js';
import { notifyDone } from '../ui/notify.js';
import { Page } from '../ui/Page.js';
import { Problem } from '../ui/Problem.js';
import { useLanguage } from '../ui/use-reader.js';
import { RulesForm } from './RulesForm.js';
import './reminders.css';

/** For organisers: what the event reminds people of, and when. */
export default function RulesPage() {
  const { t } = useTranslation(['reminders', 'common']);
  const { event, roles } = useEvent();
  const params = { event: event.slug };
  const mayRead = roles.some((role) => role === 'owner' || role === 'organiser');
  const rules = useCall('getReminderRules', { params }, { enabled: mayRead });
  const save = useAction('putReminderRules', { stale: ['getReminderRules'] });
  const language = useLanguage();
  if (!mayRead) return <NotFound />;
  return (
    <Page
      title={t('rules.title')}
      intro={t('rules.intro', { city: zoneCity(event.timeZone, language) })}
      width="form"
    >
      <Loaded query={rules}>
        {(answer) => (
          <RulesForm
            initial={answer.rules}
            saving={save.isPending}
            onSave={(changed) =>
              save.mutate(
                {
                  params,
                  body: {
                    rules: changed.map(({ kind, enabled, leadMinutes }) => ({ kind, enabled, leadMinutes })),
                  },
                },
                { onSuccess: () => notifyDone(t('common:action.saved')) },
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
