import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { isProblem } from '@foyer/client';
import type { Participant, ParticipantAct, WhenFull } from '@foyer/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { forget, useAction, useCall, type Answer } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { ActReport } from './ActReport.js';
import { placesFor, stateAllows } from './acts.js';
import { WhenFullChoice } from './WhenFullChoice.js';

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
  const [chosen, setChosen] = useState<WhenFull | null>(null);
  const [report, setReport] = useState<Answer<'actOnParticipants'>['people'] | null>(null);
  const send = useAction('actOnParticipants', {
    stale: ['listParticipants', 'getRegistrationSettings', 'getPlaces', 'getParticipant'],
    once: true,
  });
  const concerned = people.filter(({ state }) => stateAllows(act, state));
  const full = places.data && fullness(act, places.data, concerned);
  // Many can be divided; for one, and where no place is left, over the capacity is all that there is to say.
  const whenFull = chosen ?? (full?.choice && full.free > 0 ? 'fill' : 'refuse');

  function go() {
    send.mutate(
      {
        params,
        body: {
          act,
          registrations: concerned.map(({ id }) => id),
          ...(act === 'decline' && reason.trim() ? { reason } : {}),
          whenFull,
          seen: [...new Set(concerned.map(({ state }) => state))],
        },
      },
      {
        onSuccess: ({ changed, waiting, unchanged, people: outcome }) => {
          if (full && outcome.length > 1) return setReport(outcome);
          const told = [
            t('done.changed', { number: changed }),
            waiting > 0 && t('done.waiting', { number: waiting }),
            unchanged > 0 && t('done.unchanged', { number: unchanged }),
          ];
          notifyDone(told.filter(Boolean).join(' · '));
          onDone();
        },
        // The page's figures were old: the question is put again with those of now.
        onError: () => void forget('getRegistrationSettings'),
      },
    );
  }

  if (report) return <ActReport outcome={report} people={concerned} onClose={onDone} />;

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
            {full && (
              <WhenFullChoice {...full} people={concerned.length} value={whenFull} onChange={setChosen} />
            )}
            {!(full && isProblem(send.error, 'event_full')) && <Problem error={send.error} />}
            <Group>
              <Button variant="default" onClick={onClose} data-autofocus>
                {t('ask.no')}
              </Button>
              <Button
                color={act === 'decline' || act === 'withdraw' ? 'red.9' : 'accent'}
                disabled={concerned.length === 0 || (full?.choice && whenFull === 'refuse')}
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

/** What is to be said where there are fewer places than people, and whether there is a choice; else nothing. */
function fullness(
  act: ParticipantAct,
  { settings, counts }: Answer<'getRegistrationSettings'>,
  people: readonly Participant[],
) {
  const { capacity, waitingList } = settings;
  if (capacity === null || (act !== 'confirm' && act !== 'approve')) return undefined;
  const free = placesFor(settings, counts, people);
  const confirmed = counts.confirmed + people.length;
  // Places kept for others stop nobody whom an organiser names: they are spoken of where many are divided.
  const few = people.length > free && (confirmed > capacity || (people.length > 1 && free > 0));
  return few ? { free, confirmed, capacity, choice: act === 'confirm' || !waitingList } : undefined;
}
