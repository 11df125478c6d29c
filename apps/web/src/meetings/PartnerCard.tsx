import { Badge, Button, Card, Group, Stack, Text } from '@mantine/core';
import type { PartnerSuggestion } from '@foyer/contracts';
import { IconArrowsExchange, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useNow } from '../ui/use-now.js';
import { AskForm } from './AskForm.js';
import { PartnerWho } from './PartnerWho.js';

/** One person to meet, with why. */
export function PartnerCard({ partner }: { partner: PartnerSuggestion }) {
  const { t } = useTranslation(['meetings', 'meetingRequests']);
  const { event } = useEvent();
  const over = useNow(event, 30_000) >= Date.parse(event.endsAt);
  const [asking, setAsking] = useState(false);
  return (
    <Card component="li" className="foyer-card">
      <Stack gap="sm">
        <PartnerWho partner={partner} />
        <Why partner={partner} />
        {partner.about && (
          <Text size="sm" lineClamp={3} lang={partner.language}>
            {partner.about}
          </Text>
        )}
        <Tags label={t('people.offers')} tags={partner.offers} marked={partner.theyOffer} />
        <Tags label={t('people.needs')} tags={partner.needs} marked={partner.theySeek} />
        {over || partner.mayAsk === false ? (
          <Text size="sm" c="dimmed">
            {t(over ? 'meetingRequests:over' : 'meetingRequests:notAllowed')}
          </Text>
        ) : asking ? (
          <AskForm partner={partner} onClose={() => setAsking(false)} />
        ) : (
          <Group justify="flex-end">
            <Button
              variant="light"
              leftSection={<IconSend size={20} aria-hidden />}
              onClick={() => setAsking(true)}
              aria-label={t('ask.openTo', { name: partner.name })}
            >
              {t('ask.open')}
            </Button>
          </Group>
        )}
      </Stack>
    </Card>
  );
}

/** "Why you two", in one sentence; nothing where there is no reason to name. */
export function Why({ partner }: { partner: PartnerSuggestion }) {
  const { t } = useTranslation('meetings');
  const seek = partner.theySeek.join(', ');
  const offer = partner.theyOffer.join(', ');
  if (!seek && !offer) return null;
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <IconArrowsExchange size={20} aria-hidden className="outcome-icon" />
      <Text>
        {seek && offer
          ? t('why.both', { seek, offer })
          : seek
            ? t('why.seek', { seek })
            : t('why.offer', { offer })}
      </Text>
    </Group>
  );
}

function Tags({ label, tags, marked }: { label: string; tags: string[]; marked: string[] }) {
  if (tags.length === 0) return null;
  return (
    <Group gap={6}>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      {tags.map((tag) => (
        <Badge
          key={tag}
          className="wrapping-badge"
          variant={marked.includes(tag) ? 'light' : 'outline'}
          color={marked.includes(tag) ? 'accent' : 'gray'}
          fw={500}
        >
          {tag}
        </Badge>
      ))}
    </Group>
  );
}
