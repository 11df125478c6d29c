import type { Report } from '@foyer/contracts';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useCountries } from '../ui/use-countries.js';
import { useLocalised } from '../ui/use-reader.js';
import { FigureTable } from './FigureTable.js';
import { ReportSection } from './ReportSection.js';

const shownFirst = 15;

/** Who took part and who came: by category, country and organisation. */
export function PeopleSections({ report }: { report: Report }) {
  const { t } = useTranslation('report');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const countries = useCountries();
  const [all, setAll] = useState(false);
  const empty = report.people.participants === 0 && t('none.participants');
  const figures = [t('column.participants'), t('column.organisations'), t('column.attended')] as const;
  const organisations = all ? report.organisations : report.organisations.slice(0, shownFirst);
  return (
    <>
      <ReportSection title={t('section.categories')} empty={empty}>
        {(labelledBy) => (
          <FigureTable
            labelledBy={labelledBy}
            heads={[t('column.category'), ...figures]}
            rows={report.categories.map((row) => ({
              ...{ key: row.category, name: say(row.label) },
              values: [row.participants, row.organisations, row.attended],
            }))}
          />
        )}
      </ReportSection>
      {empty === false && (
        <>
          <ReportSection title={t('section.countries')}>
            {(labelledBy) => (
              <FigureTable
                labelledBy={labelledBy}
                heads={[t('column.country'), ...figures]}
                rows={report.countries.map((row) => ({
                  ...{ key: row.country, name: countries[row.country] ?? row.country },
                  values: [row.participants, row.organisations, row.attended],
                }))}
              />
            )}
          </ReportSection>
          <ReportSection title={t('section.organisations')}>
            {(labelledBy) => (
              <>
                <FigureTable
                  labelledBy={labelledBy}
                  heads={[t('column.organisation'), t('column.participants'), t('column.attended')]}
                  rows={organisations.map((row, index) => ({
                    ...{ key: String(index), name: `${row.name}, ${countries[row.country] ?? row.country}` },
                    values: [row.participants, row.attended],
                  }))}
                />
                {organisations.length < report.organisations.length && (
                  <Button variant="default" w="fit-content" onClick={() => setAll(true)} className="no-print">
                    {t('more', { number: report.organisations.length })}
                  </Button>
                )}
              </>
            )}
          </ReportSection>
        </>
      )}
    </>
  );
}
