import { Anchor, Stack, Text, Title } from '@mantine/core';
import { isProblem } from '@foyer/client';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { Page } from '../ui/Page.js';
import { useCountries } from '../ui/use-countries.js';
import { Gate } from './Gate.js';
import { PartnerEntry } from './PartnerEntry.js';
import { Terms } from './Terms.js';
import '../meetings/meetings.css';
import './partners.css';

/** An organisation as it is here: what its people offer and seek together, and who they are. */
export default function OrganisationPage() {
  const { t } = useTranslation('partners');
  const { event, person } = useEvent();
  const { organisation = '' } = useParams();
  const countries = useCountries();
  const one = useCall(
    'getPartnerOrganisation',
    { params: { event: event.slug, organisation } },
    { enabled: person !== null },
  );
  const known = one.data?.organisation;
  return (
    <Page
      title={known?.name ?? t('organisation.title')}
      intro={known && (countries[known.country] ?? known.country)}
      above={
        <Anchor component={Link} to={`/e/${event.slug}/partners`} className="partner-back">
          <IconArrowLeft size={20} aria-hidden /> {t('back')}
        </Anchor>
      }
    >
      <Gate error={one.error}>
        {isProblem(one.error, 'not_found') ? (
          <Empty icon={<IconArrowLeft />} title={t('organisation.goneTitle')} text={t('profile.goneText')} />
        ) : (
          <Loaded query={one}>
            {({ terms, people }) => (
              <Stack gap="lg">
                <Stack gap="sm">
                  <Terms label={t('offers')} terms={terms.offers} />
                  <Terms label={t('needs')} terms={terms.needs} />
                </Stack>
                <Title order={2}>{t('organisation.people')}</Title>
                <Text c="dimmed">{t('found', { count: people.length })}</Text>
                <ul className="plain-list partner-grid">
                  {people.map((partner) => (
                    <PartnerEntry key={partner.person} partner={partner} />
                  ))}
                </ul>
              </Stack>
            )}
          </Loaded>
        )}
      </Gate>
    </Page>
  );
}
