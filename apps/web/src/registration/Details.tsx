import { Text } from '@mantine/core';
import type { Registration } from '@foyer/contracts';
import { languageNames, zoneCity } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { AnswerRows } from '../form/AnswerRows.js';
import { useCall } from '../server/api.js';
import { useCountries } from '../ui/use-countries.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';

/** What somebody has told us. */
export function Details({ registration }: { registration: Registration }) {
  const { t } = useTranslation(['registration', 'partners']);
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const language = useLanguage();
  const countries = useCountries();
  const category = event.categories.find(({ key }) => key === registration.category);
  const rows: [string, string | undefined][] = [
    [t('name.label'), registration.name],
    [t('category.label'), category && say(category.label)],
    [t('organisation.label'), registration.organisation],
    [t('country.label'), countries[registration.country] ?? registration.country],
    [t('jobTitle.label'), registration.jobTitle],
    [t('topic.offers'), registration.offers.join(' · ')],
    [t('topic.needs'), registration.needs.join(' · ')],
    [t('about.label'), registration.about],
    [t('language.label'), languageNames[registration.language]],
    [t('zone.label'), zoneCity(registration.timeZone, language)],
  ];
  return (
    <>
      <dl className="told">
        {rows.map(
          ([label, value]) =>
            value && (
              <div key={label}>
                <Text component="dt" size="sm" c="dimmed">
                  {label}
                </Text>
                <Text component="dd" m={0}>
                  {value}
                </Text>
              </div>
            ),
        )}
        <OwnAnswers />
      </dl>
      <Text>{t(`partners:shown.done.${registration.shownTo}`)}</Text>
    </>
  );
}

/** The event's own questions with what somebody has answered. */
function OwnAnswers() {
  const { event } = useEvent();
  const params = { event: event.slug };
  const form = useCall('getForm', { params });
  const mine = useCall('getMyAnswers', { params });
  if (!form.data || !mine.data) return null;
  return (
    <AnswerRows
      questions={[...form.data.questions, ...mine.data.archived]}
      answers={mine.data.answers}
      files={mine.data.files}
      fileAt={(file) => `/api/events/${event.slug}/registration/files/${file}`}
    />
  );
}
