import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { ProblemError } from '@foyer/client';
import { extensionMinutes, type Meeting } from '@foyer/contracts';
import { IconClockPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../../events/use-event.js';
import { useAction } from '../../server/api.js';
import { notifyDone } from '../../ui/notify.js';
import { Problem } from '../../ui/Problem.js';

interface ExtensionProps {
  meeting: Meeting;
  proposal: { minutes: number; agreed: string[] } | undefined;
  now: number;
}

/** Going on for longer: one asks, the others agree; and why it cannot be, where it cannot. */
export function Extension({ meeting, proposal, now }: ExtensionProps) {
  const { t } = useTranslation('meetingRoom');
  const { event, person } = useEvent();
  const propose = useAction('proposeExtension', { once: true });
  const decline = useAction('declineExtension', { once: true });
  const params = { event: event.slug, meeting: meeting.id };
  const { name } = meeting.other;
  const refused = useRefused(propose.error, name);
  if (now < Date.parse(meeting.startsAt) || !meeting.otherEntered) return null;
  const ask = (minutes: number) => {
    const allowed = extensionMinutes.find((one) => one === minutes);
    if (allowed === undefined) return;
    propose.mutate(
      { params, body: { minutes: allowed, from: meeting.endsAt } },
      { onSuccess: ({ extended }) => extended && notifyDone(t('extend.done', { minutes })) },
    );
  };
  const mine = person !== null && proposal?.agreed.includes(person) === true;
  return (
    <Card component="section" className="foyer-card room-extend" aria-label={t('extend.title')}>
      <Stack gap="sm">
        <Group gap="sm" wrap="nowrap">
          <IconClockPlus size={20} aria-hidden />
          <Text role="status">
            {proposal === undefined
              ? t('extend.title')
              : mine
                ? t('extend.asked', { name, minutes: proposal.minutes })
                : t('extend.wants', { name, minutes: proposal.minutes })}
          </Text>
        </Group>
        {refused === undefined ? (
          <Problem error={propose.error ?? decline.error} />
        ) : (
          <Text size="sm" role="alert">
            {refused}
          </Text>
        )}
        <Group gap="xs">
          {proposal === undefined ? (
            extensionMinutes.map((minutes) => (
              <Button
                key={minutes}
                variant="default"
                disabled={propose.isPending}
                onClick={() => ask(minutes)}
              >
                {t('extend.by', { minutes })}
              </Button>
            ))
          ) : (
            <>
              {!mine && (
                <Button loading={propose.isPending} onClick={() => ask(proposal.minutes)}>
                  {t('extend.agree', { minutes: proposal.minutes })}
                </Button>
              )}
              <Button
                variant="default"
                loading={decline.isPending}
                onClick={() => decline.mutate({ params })}
              >
                {t(mine ? 'extend.takeBack' : 'extend.decline')}
              </Button>
            </>
          )}
        </Group>
      </Stack>
    </Card>
  );
}

/** Why it cannot be, in words; undefined for what is no reason of this kind. */
function useRefused(error: Error | null, name: string): string | undefined {
  const { t } = useTranslation('meetingRoom');
  if (!(error instanceof ProblemError)) return undefined;
  if (error.code === 'slot_taken') return t('extend.table');
  if (error.code !== 'person_busy') return undefined;
  const { who } = error.problem.params ?? {};
  return t(who === 'me' ? 'extend.me' : who === 'other' ? 'extend.other' : 'extend.both', { name });
}
