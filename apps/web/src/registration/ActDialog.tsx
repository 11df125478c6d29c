import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { isProblem } from '@foyer/client';
import type { Participant, ParticipantAct } from '@foyer/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction, useCall } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { stateAllows } from './acts.js';
import { OverCapacity } from './OverCapacity.js';

interface ActDialogProps {
  act: ParticipantAct;
  /** Those chosen; whom it does not concern are left out. */
  people: readonly Participant[];
  onClose: () => void;
  onDone: () => void;
}

/** One question before anything happens to people: whom it concerns, what follows, and over the capacity whether so. */
export function ActDialog({ act, people, onClose, onDone }: ActDialogProps) {
  const { t } = useTranslation('places');
  const { event } = useEvent();
  const params = { event: event.slug };
  const places = useCall('getRegistrationSettings', { params });
  const [reason, setReason] = useState('');
  const [over, setOver] = useState(false);
  const send = useAction('actOnParticipants', {
    stale: ['listParticipants', 'getRegistrationSettings', 'getPlaces', 'getParticipant'],
  });
  const concerned = people.filter(({ state }) => stateAllows(act, state));
  const { settings, counts } = places.data ?? {};
  const capacity = settings?.capacity ?? null;
  const confirmed = (counts?.confirmed ?? 0) + concerned.length;
  const tooMany = act === 'confirm' && capacity !== null && confirmed > capacity;

  function go() {
    send.mutate(
      {
        params,
        body: {
          act,
          registrations: concerned.map(({ id }) => id),
          ...(act === 'decline' && reason.trim() ? { reason } : {}),
          overCapacity: over,
        },
      },
      {
        onSuccess: ({ changed, waiting, unchanged }) => {
          const told = [
            t('done.changed', { number: changed }),
            waiting > 0 && t('done.waiting', { number: waiting }),
            unchanged > 0 && t('done.unchanged', { number: unchanged }),
          ];
          notifyDone(told.filter(Boolean).join(' · '));
          onDone();
        },
      },
    );
  }

  return (
    <Modal.Root opened onClose={onClose} centered>
      <Modal.Overlay />
      <Modal.Content>
        {/* No header of its own: it would be a second banner of the page. */}
        <Modal.Body>
          <Stack>
            <Modal.Title fz="h2" fw={600}>
              {t(`ask.${act}`)}
            </Modal.Title>
            <Text fw={600}>
              {concerned.length === 1 ? concerned[0]?.name : t('ask.people', { number: concerned.length })}
            </Text>
            <Text>{t(concerned.length ? `askText.${act}` : 'ask.none')}</Text>
            {act === 'decline' && (
              <Textarea
                label={t('ask.reason')}
                description={t('ask.reasonHint')}
                maxLength={500}
                autosize
                minRows={2}
                value={reason}
                onChange={(change) => setReason(change.currentTarget.value)}
              />
            )}
            {tooMany && (
              <OverCapacity confirmed={confirmed} capacity={capacity} checked={over} onChange={setOver} />
            )}
            {!(tooMany && isProblem(send.error, 'event_full')) && <Problem error={send.error} />}
            <Group>
              <Button variant="default" onClick={onClose} data-autofocus>
                {t('ask.no')}
              </Button>
              <Button
                color={act === 'decline' || act === 'withdraw' ? 'red.9' : 'accent'}
                disabled={concerned.length === 0 || (tooMany && !over)}
                loading={send.isPending}
                onClick={go}
              >
                {t(`act.${act}`)}
              </Button>
            </Group>
          </Stack>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
