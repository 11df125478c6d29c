import { Anchor, Card, Group, Stack, Text } from '@mantine/core';
import type { FoundPartner } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { PersonAvatar } from '../ui/PersonAvatar.js';
import { useCountries } from '../ui/use-countries.js';
import { useLocalised } from '../ui/use-reader.js';
import { AskOrState } from './AskOrState.js';
import { NoThanks } from './NoThanks.js';
import { Reasons } from './Reasons.js';
import { Terms } from './Terms.js';

interface PartnerEntryProps {
  partner: FoundPartner;
  /** With a way to say "no thanks". */
  choosing?: boolean;
}

/** Somebody in a list: who, why, what they offer and seek, and the way to a meeting. */
export function PartnerEntry({ partner, choosing = false }: PartnerEntryProps) {
  const { t } = useTranslation('partners');
  const { event } = useEvent();
  return (
    <Card component="li" className="foyer-card partner-entry">
      <Stack gap="sm" flex={1}>
        <Group gap="sm" wrap="nowrap" align="flex-start">
          <PersonAvatar name={partner.name} />
          <Stack gap={0} flex={1} miw={0}>
            <Anchor
              component={Link}
              to={`/e/${event.slug}/partners/${partner.person}`}
              fw={600}
              className="partner-name"
            >
              {partner.name}
            </Anchor>
            <PartnerLines partner={partner} />
          </Stack>
        </Group>
        <Reasons partner={partner} />
        {partner.about && (
          <Text size="sm" lineClamp={2} lang={partner.language}>
            {partner.about}
          </Text>
        )}
        <Terms label={t('offers')} terms={partner.terms.offers} />
        <Terms label={t('needs')} terms={partner.terms.needs} />
      </Stack>
      <Group justify="flex-end" gap="xs">
        {(choosing || partner.aside) && <NoThanks partner={partner} />}
        <AskOrState partner={partner} />
      </Group>
    </Card>
  );
}

/** Role and organisation, country and kind. */
export function PartnerLines({ partner }: { partner: FoundPartner }) {
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const countries = useCountries();
  const category = event.categories.find(({ key }) => key === partner.category);
  return (
    <>
      <Text size="sm">
        {partner.jobTitle && `${partner.jobTitle}, `}
        <Anchor
          component={Link}
          to={`/e/${event.slug}/partners/organisations/${partner.organisationId}`}
          size="sm"
        >
          {partner.organisation}
        </Anchor>
      </Text>
      <Text size="sm" c="dimmed">
        {[countries[partner.country] ?? partner.country, category && say(category.label)]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </>
  );
}
