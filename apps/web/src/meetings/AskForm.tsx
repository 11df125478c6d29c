import { Button, Checkbox, Group, Stack, Text, Textarea } from '@mantine/core';
import { mostPreferred, type Partner } from '@foyer/contracts';
import { IconClockPlus, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction, useCall } from '../server/api.js';
import { Loaded } from '../ui/Loaded.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { TimesGrid } from './TimesGrid.js';

const longestMessage = 500;
/** Where it stands whether somebody was asked. */
const stale = [
  ...(['listPartners', 'listMyMeetings', 'listRecommendations', 'listDirectory'] as const),
  ...(['getPartner', 'getPartnerOrganisation'] as const),
];

interface AskFormProps {
  /** Whom to ask; where their organisation is known, anybody of it may be asked instead. */
  partner: Partner & { organisationId?: string | undefined };
  onClose: () => void;
}

/** Asks somebody to meet, with a few words and times that would suit, if one likes. */
export function AskForm({ partner, onClose }: AskFormProps) {
  const { t } = useTranslation(['meetings', 'meetingRequests']);
  const { event } = useEvent();
  const [message, setMessage] = useState('');
  const [choosing, setChoosing] = useState(false);
  const [slots, setSlots] = useState<string[]>([]);
  const askPerson = useAction('requestMeeting', { stale });
  const askOrganisation = useAction('requestOrganisation', { stale });
  const [anybody, setAnybody] = useState(false);
  const { organisationId } = partner;
  const name = anybody ? partner.organisation : partner.name;
  const params = { event: event.slug };
  const send = () => {
    const words = message.trim();
    const rest = { slots, ...(words ? { message: words } : {}) };
    const done = {
      onSuccess: () => {
        notifyDone(t('ask.sent', { name }));
        onClose();
      },
    };
    if (anybody && organisationId) {
      askOrganisation.mutate({ params, body: { organisation: organisationId, ...rest } }, done);
    } else askPerson.mutate({ params, body: { to: partner.person, ...rest } }, done);
  };
  return (
    <form
      onSubmit={(submit) => {
        submit.preventDefault();
        send();
      }}
    >
      <Stack gap="sm">
        <Textarea
          label={t('ask.message', { name })}
          description={t('ask.hint')}
          value={message}
          onChange={(change) => setMessage(change.currentTarget.value)}
          maxLength={longestMessage}
          autosize
          minRows={2}
          data-autofocus
        />
        <Text size="sm" c="dimmed" ta="end" className="tabular" aria-hidden>
          {message.length} / {longestMessage}
        </Text>
        {choosing ? (
          <PreferredTimes partner={anybody ? null : partner} chosen={slots} onChange={setSlots} />
        ) : (
          <Group>
            <Button
              variant="subtle"
              px="xs"
              leftSection={<IconClockPlus size={20} aria-hidden />}
              onClick={() => setChoosing(true)}
            >
              {t('meetingRequests:times.add')}
            </Button>
          </Group>
        )}
        {organisationId !== undefined && (
          <Checkbox
            label={t('meetingRequests:organisation.ask', { organisation: partner.organisation })}
            description={t('meetingRequests:organisation.hint')}
            checked={anybody}
            onChange={(change) => {
              setAnybody(change.currentTarget.checked);
              setSlots([]);
            }}
          />
        )}
        <Problem error={askPerson.error ?? askOrganisation.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('back')}
          </Button>
          <Button
            type="submit"
            loading={askPerson.isPending || askOrganisation.isPending}
            leftSection={<IconSend size={20} aria-hidden />}
          >
            {t('ask.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface PreferredTimesProps {
  partner: Partner | null;
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

/** Times at which both are free, to name some that would suit. */
function PreferredTimes({ partner, chosen, onChange }: PreferredTimesProps) {
  const { t } = useTranslation('meetingRequests');
  const { event } = useEvent();
  const free = useCall(
    'listTimesWith',
    { params: { event: event.slug }, query: partner ? { person: partner.person } : {} },
    { staleTime: 0 },
  );
  return (
    <Loaded query={free}>
      {({ slots }) =>
        slots.length === 0 ? (
          <Text size="sm">{t('times.none')}</Text>
        ) : (
          <TimesGrid
            label={t('times.preferred', { most: mostPreferred })}
            slots={slots}
            chosen={chosen}
            onChange={onChange}
            most={mostPreferred}
            other={partner}
          />
        )
      }
    </Loaded>
  );
}
