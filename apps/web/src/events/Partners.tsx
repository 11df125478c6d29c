import { Anchor, Stack, Text, Title } from '@mantine/core';
import { filePath, partnerTiers, type EventPartner } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { useLocalised } from '../ui/use-reader.js';
import { useEvent } from './use-event.js';

/** Who stands behind the event, by tier; hosts and organisers first and largest. */
export function Partners() {
  const { t } = useTranslation('page');
  const { event } = useEvent();
  if (event.partners.length === 0) return null;
  return (
    <Stack gap="md" component="section" aria-labelledby="partners">
      <Title order={2} id="partners">
        {t('partners')}
      </Title>
      {partnerTiers.map((tier) => {
        const those = event.partners.filter((partner) => partner.tier === tier);
        return (
          those.length > 0 && (
            <Stack key={tier} gap="xs">
              <Title order={3} c="dimmed" fw={500}>
                {t(`tier.${tier}`)}
              </Title>
              <ul className="plain-list partner-list" data-tier={tier}>
                {those.map((partner, index) => (
                  <li key={index}>
                    <PartnerCard partner={partner} />
                  </li>
                ))}
              </ul>
            </Stack>
          )
        );
      })}
    </Stack>
  );
}

function PartnerCard({ partner }: { partner: EventPartner }) {
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const name = say(partner.name);
  const shown = partner.logo ? (
    <img className="partner-logo" src={filePath(partner.logo)} alt={name} loading="lazy" />
  ) : (
    <Text component="span" fw={600}>
      {name}
    </Text>
  );
  return partner.link ? (
    <Anchor className="partner-card" href={partner.link} rel="noopener" c="inherit" underline="hover">
      {shown}
    </Anchor>
  ) : (
    <span className="partner-card">{shown}</span>
  );
}
