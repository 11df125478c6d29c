import { Button, Group, Text } from '@mantine/core';
import { seatsStream, type Session } from '@foyer/contracts';
import { IconArmchair } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useOwnPlace } from '../registration/use-own-place.js';
import { useAction } from '../server/api.js';
import { useStream } from '../server/live.js';
import { notifyDone, notifyProblem } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';
import { useNow } from '../ui/use-now.js';
import { useLocalised } from '../ui/use-reader.js';

/** Seats of a session that one has to take: how many are taken, what one has, and the button that changes it. */
export function SessionSeats({ session }: { session: Session }) {
  return session.seats === null ? null : <Seats session={session} seats={session.seats} />;
}

function Seats({ session, seats }: { session: Session; seats: number }) {
  const { t } = useTranslation('places');
  const { event, roles } = useEvent();
  const say = useLocalised(event.languages[0]);
  const problem = useProblemText();
  const followed = useStream(seatsStream, { event: event.id });
  const { seats: mine } = useOwnPlace();
  const take = useAction('takeSeat', { stale: ['listSeats'] });
  const give = useAction('giveSeat', { stale: ['listSeats'] });
  const over = Date.parse(session.endsAt) <= useNow(event, 30_000);
  const count = followed?.status === 'ready' ? followed.state.seat[session.id] : undefined;
  const { taken, waiting } = count ?? { taken: 0, waiting: 0 };
  const own = mine[session.id];
  const input = { params: { event: event.slug, session: session.id } };
  const refused = { onError: (error: Error) => notifyProblem(problem(error)) };

  return (
    <Group gap="sm" role="group" aria-label={t('seats.of', { session: say(session.title) })}>
      <Text size="sm" c="dimmed" aria-live="polite" className="tabular">
        <IconArmchair size={16} aria-hidden className="seat-icon" /> {t('seats.taken', { taken, seats })}
        {waiting > 0 && ` · ${t('seats.waiting', { number: waiting })}`}
      </Text>
      {own && (
        <Text size="sm" fw={600} role="status">
          {own.state === 'seated' ? t('seats.mine') : t('seats.position', { position: own.position ?? 1 })}
        </Text>
      )}
      {!over && roles.includes('attendee') && (
        <Button
          size="compact-md"
          className="no-print"
          variant={own ? 'subtle' : 'default'}
          loading={take.isPending || give.isPending}
          onClick={() =>
            own
              ? give.mutate(input, refused)
              : take.mutate(input, {
                  ...refused,
                  onSuccess: ({ clash }) => clash && notifyDone(t(`clash.${clash}`)),
                })
          }
        >
          {own
            ? t(own.state === 'seated' ? 'seats.give' : 'seats.leave')
            : t(taken < seats && waiting === 0 ? 'seats.take' : 'seats.wait')}
        </Button>
      )}
    </Group>
  );
}
