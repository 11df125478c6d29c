import { Alert, Badge, Button, Group, Stack, Switch, Text } from '@mantine/core';
import type { InvitationRow, LocalisedText, NewInvitation } from '@foyer/contracts';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { useEvent } from '../events/use-event.js';
import { TextsInput, written } from '../manage/TextsInput.js';
import { useAction, type Answer } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { Ask } from './Ask.js';

const shownFirst = 60;

interface InvitePreviewProps {
  checked: Answer<'checkInvitations'>;
  onBack: () => void;
  onSent: () => void;
}

/** Who would be invited and who not, and why; nothing is sent before it is said how many. */
export function InvitePreview({ checked, onBack, onSent }: InvitePreviewProps) {
  const { t } = useTranslation(['places', 'registration']);
  const { event } = useEvent();
  const [message, setMessage] = useState<LocalisedText>({});
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState(shownFirst);
  const send = useAction('sendInvitations', {
    stale: ['listInvitations', 'getRegistrationSettings'],
    once: true,
  });
  const fine = checked.rows.filter(({ problem }) => problem === null);
  const wrong = checked.rows.filter(({ problem }) => problem !== null);
  // In the order in which they were given, so that one finds them again in one's own list.
  const [onlyOdd, setOnlyOdd] = useState(false);
  const odd = checked.rows.filter(({ problem, doubts }) => problem !== null || doubts.length > 0);
  const rows = onlyOdd ? odd : checked.rows;

  function go() {
    const words = written(message);
    send.mutate(
      {
        params: { event: event.slug },
        body: { invitations: fine.map(asNew), message: Object.keys(words).length ? words : null },
      },
      {
        onSuccess: ({ sent, kept }) => {
          const told = [t('invite.sent', { number: sent }), kept > 0 && t('invite.kept', { number: kept })];
          notifyDone(told.filter(Boolean).join(' · '));
          onSent();
        },
      },
    );
  }

  return (
    <Stack>
      <Group gap="md" role="status">
        <Text fw={600}>
          <IconCircleCheck size={20} aria-hidden className="icon-in-text" />{' '}
          {t('invite.fine', { number: fine.length })}
        </Text>
        {wrong.length > 0 && (
          <Text fw={600}>
            <IconCircleX size={20} aria-hidden className="icon-in-text" />{' '}
            {t('invite.wrong', { number: wrong.length })}
          </Text>
        )}
      </Group>
      {checked.tooMany && (
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
          {t('invite.tooMany', { number: checked.rows.length })}
        </Alert>
      )}
      {odd.length > 0 && odd.length < checked.rows.length && (
        <Switch
          size="md"
          label={t('invite.onlyOdd', { number: odd.length })}
          checked={onlyOdd}
          onChange={(change) => setOnlyOdd(change.currentTarget.checked)}
        />
      )}
      <ul className="plain-list invite-rows" aria-label={t('invite.preview')}>
        {rows.slice(0, shown).map((row, index) => (
          // One line may hold an address twice.
          <Row key={`${row.line} ${row.email} ${index}`} row={row} />
        ))}
      </ul>
      {rows.length > shown && (
        <Button variant="default" onClick={() => setShown(shown + 500)} style={{ alignSelf: 'flex-start' }}>
          {t('registration:participants.more')}
        </Button>
      )}
      <TextsInput
        label={t('invite.words')}
        languages={event.languages}
        value={message}
        onChange={setMessage}
        lines
      />
      <Problem error={send.error} />
      <Group>
        <Button disabled={fine.length === 0} onClick={() => setAsking(true)}>
          {t('invite.send', { number: fine.length })}
        </Button>
        <Button variant="subtle" onClick={onBack}>
          {t('invite.over')}
        </Button>
      </Group>
      {asking && (
        <Ask
          title={t('invite.sendTitle')}
          text={t('invite.mailsOut', { number: fine.length })}
          yes={t('invite.yes')}
          busy={send.isPending}
          onYes={go}
          onNo={() => setAsking(false)}
        />
      )}
    </Stack>
  );
}

function Row({ row }: { row: InvitationRow }) {
  const { t } = useTranslation('places');
  return (
    <li data-wrong={row.problem !== null || undefined}>
      <Text size="sm" c="dimmed" className="tabular">
        {t('invite.line', { line: row.line })}
      </Text>
      <div>
        <Text>{row.name || row.email}</Text>
        {row.name && (
          <Text size="sm" c="dimmed">
            {row.email}
          </Text>
        )}
        {row.prefill.organisation && (
          <Text size="sm" c="dimmed">
            {row.prefill.organisation}
          </Text>
        )}
      </div>
      <Group gap={6}>
        {row.problem ? (
          <Badge
            color="red"
            variant="light"
            c="var(--mantine-color-text)"
            className="wrapping-badge"
            leftSection={<IconCircleX size={16} aria-hidden />}
          >
            {t('invite.leftOut', { why: t(`rowProblem.${row.problem}`) })}
          </Badge>
        ) : (
          <Badge
            color="accent"
            variant="light"
            c="var(--mantine-color-text)"
            className="wrapping-badge"
            leftSection={<IconCircleCheck size={16} aria-hidden />}
          >
            {t('invite.willBe')}
          </Badge>
        )}
        {!row.problem &&
          row.doubts.map((doubt) => (
            <Badge
              key={doubt}
              color="yellow"
              variant="light"
              c="var(--mantine-color-text)"
              className="wrapping-badge"
            >
              {t(`rowDoubt.${doubt}`)}
            </Badge>
          ))}
      </Group>
    </li>
  );
}

function asNew({ email, name, language, prefill }: InvitationRow): z.input<typeof NewInvitation> {
  const { category, organisation, country, jobTitle } = prefill;
  return {
    email,
    ...(name ? { name } : {}),
    ...(language ? { language } : {}),
    ...(category ? { category } : {}),
    ...(organisation ? { organisation } : {}),
    ...(country ? { country } : {}),
    ...(jobTitle ? { jobTitle } : {}),
  };
}
