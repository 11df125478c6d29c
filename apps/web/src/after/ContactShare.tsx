import { Anchor, Button, Card, Group, Stack, Text, TextInput } from '@mantine/core';
import type { Contact, ContactCard } from '@foyer/contracts';
import { IconAddressBook, IconArrowsExchange, IconCheck, IconClock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { api, useAction } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { useCountries } from '../ui/use-countries.js';

interface ContactShareProps {
  contact: Contact;
  /** What I would give. */
  mine: ContactCard;
}

/** Contacts are exchanged once both have offered theirs; what is given is shown before. */
export function ContactShare({ contact, mine }: ContactShareProps) {
  const { t } = useTranslation('after');
  const { event } = useEvent();
  const [asking, setAsking] = useState(false);
  const share = useAction('shareContact', { stale: ['listContacts'] });
  const { name, person } = contact.person;
  const params = { event: event.slug, person };
  const offer = (phone: string) =>
    share.mutate(
      { params, body: { shared: true, ...(phone ? { phone } : {}) } },
      {
        onSuccess: ({ state }) => {
          setAsking(false);
          if (state === 'exchanged') notifyDone(t('contact.done', { name }));
        },
      },
    );
  const takeBack = () =>
    share.mutate(
      { params, body: { shared: false } },
      { onSuccess: () => notifyDone(t('contact.takenBack', { name })) },
    );
  if (contact.state === 'exchanged' && contact.card) {
    return <Given contact={contact} card={contact.card} />;
  }
  return (
    <Stack gap="xs">
      {contact.state === 'wanted' && (
        <Group gap={6} wrap="nowrap" align="flex-start" role="status">
          <IconArrowsExchange size={20} aria-hidden />
          <Text>{t('contact.wanted', { name })}</Text>
        </Group>
      )}
      {contact.state === 'offered' ? (
        <Group gap="sm">
          <Group gap={6} wrap="nowrap" align="flex-start" role="status" flex="1 1 200px">
            <IconClock size={20} aria-hidden />
            <Text miw={0}>{t('contact.offered', { name })}</Text>
          </Group>
          <Button
            variant="default"
            loading={share.isPending}
            onClick={takeBack}
            aria-label={t('contact.takeBackFrom', { name })}
          >
            {t('contact.takeBack')}
          </Button>
        </Group>
      ) : asking ? (
        <OfferForm
          contact={contact}
          mine={mine}
          busy={share.isPending}
          onOffer={offer}
          onClose={() => setAsking(false)}
        />
      ) : (
        <Group>
          <Button
            variant={contact.state === 'wanted' ? 'filled' : 'light'}
            leftSection={<IconArrowsExchange size={20} aria-hidden />}
            onClick={() => setAsking(true)}
            aria-label={t('contact.openWith', { name })}
          >
            {t('contact.open')}
          </Button>
        </Group>
      )}
      <Problem error={share.error} />
    </Stack>
  );
}

interface OfferFormProps extends ContactShareProps {
  busy: boolean;
  onOffer: (phone: string) => void;
  onClose: () => void;
}

/** Shows to the letter what is given, before it is. */
function OfferForm({ contact, mine, busy, onOffer, onClose }: OfferFormProps) {
  const { t } = useTranslation('after');
  const [phone, setPhone] = useState('');
  const { name } = contact.person;
  return (
    <form
      onSubmit={(submit) => {
        submit.preventDefault();
        onOffer(phone.trim());
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{t('contact.gives')}</Text>
        <CardLines card={{ ...mine, phone: phone.trim() || null }} />
        <TextInput
          type="tel"
          autoComplete="tel"
          label={t('contact.phone')}
          maxLength={40}
          value={phone}
          onChange={(change) => setPhone(change.currentTarget.value)}
          data-autofocus
        />
        <Text size="sm" c="dimmed">
          {contact.state === 'wanted' ? t('contact.ruleWanted') : t('contact.rule', { name })}
        </Text>
        <Group gap="xs">
          <Button type="submit" loading={busy} leftSection={<IconArrowsExchange size={20} aria-hidden />}>
            {contact.state === 'wanted' ? t('contact.agree') : t('contact.offer')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('contact.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The card that was given to me. */
function Given({ contact, card }: { contact: Contact; card: ContactCard }) {
  const { t } = useTranslation('after');
  const { event } = useEvent();
  const { name, person } = contact.person;
  return (
    <Stack gap="xs">
      <Group gap={6} wrap="nowrap">
        <IconCheck size={20} aria-hidden />
        <Text fw={600} size="sm">
          {t('contact.exchanged')}
        </Text>
      </Group>
      <CardLines card={card} linked />
      <Group>
        <Button
          component="a"
          href={api.url('getContactCard', { params: { event: event.slug, person } })}
          variant="default"
          leftSection={<IconAddressBook size={20} aria-hidden />}
          aria-label={t('contact.downloadOf', { name })}
          download
        >
          {t('contact.download')}
        </Button>
      </Group>
    </Stack>
  );
}

/** What is on a card; as links where it is to be used. */
export function CardLines({ card, linked = false }: { card: ContactCard; linked?: boolean }) {
  const countries = useCountries();
  return (
    <Card className="contact-card" padding="sm" radius="md" withBorder>
      <Stack gap={2}>
        <Text fw={600}>{card.name}</Text>
        {card.jobTitle && <Text size="sm">{card.jobTitle}</Text>}
        <Text size="sm">
          {card.organisation}, {countries[card.country] ?? card.country}
        </Text>
        {linked ? <Anchor href={`mailto:${card.email}`}>{card.email}</Anchor> : <Text>{card.email}</Text>}
        {card.phone &&
          (linked ? (
            <Anchor href={`tel:${card.phone.replaceAll(/[^+\d]/g, '')}`}>{card.phone}</Anchor>
          ) : (
            <Text>{card.phone}</Text>
          ))}
      </Stack>
    </Card>
  );
}
