import { Card, Stack, Text, Title } from '@mantine/core';
import type { PlaceCounts, RegistrationSettings } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useAction, useCall } from '../server/api.js';
import { Loaded } from '../ui/Loaded.js';
import NotFound from '../ui/NotFound.js';
import { notifyDone } from '../ui/notify.js';
import { Page } from '../ui/Page.js';
import { Problem } from '../ui/Problem.js';
import { SettingsForm } from './SettingsForm.js';
import './registration.css';

/** Who may come, how many and until when, for those who organise the event. */
export default function SettingsPage() {
  const { t } = useTranslation(['places', 'common']);
  const { event, roles } = useEvent();
  const params = { event: event.slug };
  const settings = useCall('getRegistrationSettings', { params }, { refetchEveryMs: 30_000 });
  const save = useAction('updateRegistrationSettings', {
    stale: ['getRegistrationSettings', 'getPlaces', 'listParticipants'],
  });
  if (!roles.some((role) => role === 'owner' || role === 'organiser')) return <NotFound />;
  return (
    <Page title={t('settings.title')} intro={t('settings.intro')} width="form">
      <Loaded query={settings}>
        {(answer) => (
          <>
            <Counts counts={answer.counts} settings={answer.settings} />
            <SettingsForm
              initial={answer.settings}
              saving={save.isPending}
              onSave={(body, done) =>
                save.mutate(
                  { params, body },
                  {
                    onSuccess: ({ promoted }) => {
                      done();
                      notifyDone(
                        promoted ? t('settings.promoted', { number: promoted }) : t('common:action.saved'),
                      );
                    },
                  },
                )
              }
            >
              <Problem error={save.error} />
            </SettingsForm>
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** How the places stand; each figure leads to its people. */
function Counts({ counts, settings }: { counts: PlaceCounts; settings: RegistrationSettings }) {
  const { t } = useTranslation('places');
  const { event } = useEvent();
  const { confirmed, waiting, pending, kept } = counts;
  const { capacity } = settings;
  const list = `/e/${event.slug}/manage/participants?state=`;
  const figures = [
    {
      key: 'confirmed',
      label: t('counts.confirmed'),
      value: capacity === null ? String(confirmed) : t('counts.of', { confirmed, capacity }),
      to: `${list}confirmed`,
    },
    { key: 'waiting', label: t('counts.waiting'), value: waiting, to: `${list}waiting&sort=asked` },
    { key: 'pending', label: t('counts.pending'), value: pending, to: `${list}pending&sort=asked` },
    { key: 'kept', label: t('counts.kept'), value: kept, to: `/e/${event.slug}/manage/invitations` },
  ];
  return (
    <Card component="section" aria-labelledby="counts" className="foyer-card" padding="lg">
      <Stack gap="sm">
        <Title order={2} id="counts">
          {t('counts.title')}
        </Title>
        <ul className="plain-list place-figures">
          {figures.map(({ key, label, value, to }) => (
            <li key={key}>
              <Link to={to} className="place-figure">
                <Text span fz="1.5rem" fw={650} className="tabular">
                  {value}
                </Text>
                <Text span size="sm" c="dimmed">
                  {label}
                </Text>
              </Link>
            </li>
          ))}
        </ul>
      </Stack>
    </Card>
  );
}
