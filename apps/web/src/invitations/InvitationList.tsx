import { Button, Card, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { InvitationState, invitationStates, type Invitation } from '@foyer/contracts';
import { IconMail, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useAction, useCall, type Answer } from '../server/api.js';
import { ChoiceInput } from '../ui/ChoiceInput.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { Ask } from './Ask.js';
import { InvitationRow } from './InvitationRow.js';

const typingMilliseconds = 250;
type Asking = { what: 'remind' | 'import' } | { what: 'revoke'; invitation: Invitation };

/** Who was invited and what became of it; those silent are reminded, and an invitation can be taken back. */
export function InvitationList() {
  const { t } = useTranslation(['places', 'registration']);
  const { event } = useEvent();
  const params = { event: event.slug };
  const [address, setAddress] = useSearchParams();
  const state = InvitationState.optional()
    .catch(undefined)
    .parse(address.get('state') ?? undefined);
  const search = address.get('search')?.trim().slice(0, 120) ?? '';
  const [typed, setTyped] = useState(search);
  const query = { ...(state ? { state } : {}), ...(search ? { search } : {}) };
  const first = useCall('listInvitations', { params, query }, { keepOld: true, refetchEveryMs: 30_000 });
  const change = (name: 'state' | 'search', value: string) =>
    setAddress(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  const tell = useDebouncedCallback((value: string) => change('search', value.trim()), typingMilliseconds);
  const inState = new Map(first.data?.counts.states.map((one) => [one.state, one.invitations]));
  return (
    <Card component="section" aria-labelledby="invited" className="foyer-card" padding="lg">
      <Stack>
        <Title order={2} id="invited">
          {t('invite.who')}
        </Title>
        <Group align="flex-end" component="search">
          <TextInput
            type="search"
            flex="1 1 240px"
            label={t('registration:participants.search')}
            leftSection={<IconSearch size={20} aria-hidden />}
            maxLength={120}
            value={typed}
            onChange={(changed) => {
              setTyped(changed.currentTarget.value);
              tell(changed.currentTarget.value);
            }}
          />
          <ChoiceInput
            flex="0 1 240px"
            label={t('registration:participants.state')}
            data={[
              { value: '', label: t('registration:participants.anyState') },
              ...invitationStates.map((value) => ({
                value,
                label: `${t(`invitationState.${value}`)} (${inState.get(value) ?? 0})`,
              })),
            ]}
            value={state ?? ''}
            onChange={(value) => change('state', value)}
          />
        </Group>
        <Loaded query={first}>
          {(page) => <Rows key={JSON.stringify(query)} first={page} query={query} />}
        </Loaded>
      </Stack>
    </Card>
  );
}

interface RowsProps {
  first: Answer<'listInvitations'>;
  query: { state?: InvitationState; search?: string };
}
function Rows({ first, query }: RowsProps) {
  const { t } = useTranslation(['places', 'registration']);
  const { event } = useEvent();
  const params = { event: event.slug };
  const stale = ['listInvitations', 'listParticipants', 'getRegistrationSettings'] as const;
  const read = useAction('listInvitations');
  const remind = useAction('remindInvited', { stale });
  const revoke = useAction('revokeInvitations', { stale });
  const send = useAction('sendInvitations', { stale });
  const [more, setMore] = useState<Pick<Answer<'listInvitations'>, 'invitations' | 'next'>[]>([]);
  const [asking, setAsking] = useState<Asking | null>(null);
  const invitations = [first, ...more].flatMap((page) => page.invitations);
  const next = (more.at(-1) ?? first).next;
  const { imported, remindable } = first.counts;
  const done = (text: string) => {
    setAsking(null);
    setMore([]);
    notifyDone(text);
  };
  const any = first.counts.states.length > 0 || query.search !== undefined;
  return (
    <Stack gap="sm">
      {(remindable > 0 || imported > 0) && (
        <Group>
          {remindable > 0 && (
            <Button variant="default" onClick={() => setAsking({ what: 'remind' })}>
              {t('invite.remindAll', { number: remindable })}
            </Button>
          )}
          {imported > 0 && event.state === 'published' && (
            <Group gap="xs">
              <Text>{t('invite.imported', { number: imported })}</Text>
              <Button variant="default" onClick={() => setAsking({ what: 'import' })}>
                {t('invite.importedSend')}
              </Button>
            </Group>
          )}
        </Group>
      )}
      <Problem error={remind.error ?? revoke.error ?? send.error ?? read.error} />
      {invitations.length === 0 ? (
        <Empty
          icon={<IconMail />}
          title={t(any ? 'registration:participants.nothingTitle' : 'invite.emptyTitle')}
          text={t(any ? 'registration:participants.nothingText' : 'invite.emptyText')}
        />
      ) : (
        <ul className="plain-list invite-rows">
          {invitations.map((one) => (
            <InvitationRow
              key={one.id}
              invitation={one}
              onRevoke={() => setAsking({ what: 'revoke', invitation: one })}
            />
          ))}
        </ul>
      )}
      {next !== null && (
        <Button
          variant="default"
          loading={read.isPending}
          onClick={() =>
            read.mutate(
              { params, query: { ...query, after: next } },
              { onSuccess: (page) => setMore([...more, page]) },
            )
          }
        >
          {t('registration:participants.more')}
        </Button>
      )}
      {asking?.what === 'remind' && (
        <Ask
          title={t('invite.remindTitle')}
          text={`${t('invite.mailsOut', { number: remindable })}. ${t('invite.remindText')}`}
          yes={t('invite.yes')}
          busy={remind.isPending}
          onNo={() => setAsking(null)}
          onYes={() =>
            remind.mutate(
              { params, body: {} },
              { onSuccess: ({ reminded }) => done(t('invite.reminded', { number: reminded })) },
            )
          }
        />
      )}
      {asking?.what === 'import' && (
        <Ask
          title={t('invite.sendTitle')}
          text={t('invite.mailsOut', { number: imported })}
          yes={t('invite.yes')}
          busy={send.isPending}
          onNo={() => setAsking(null)}
          onYes={() =>
            send.mutate(
              { params, body: { invitations: [], imported: true } },
              { onSuccess: ({ sent }) => done(t('invite.sent', { number: sent })) },
            )
          }
        />
      )}
      {asking?.what === 'revoke' && (
        <Ask
          title={t('invite.revokeTitle')}
          text={t('invite.revokeText')}
          yes={t('invite.revoke')}
          severe
          busy={revoke.isPending}
          onNo={() => setAsking(null)}
          onYes={() =>
            revoke.mutate(
              { params, body: { invitations: [asking.invitation.id] } },
              { onSuccess: ({ revoked }) => done(t('invite.revoked', { number: revoked })) },
            )
          }
        >
          <Text fw={600}>{asking.invitation.name || asking.invitation.email}</Text>
        </Ask>
      )}
    </Stack>
  );
}
