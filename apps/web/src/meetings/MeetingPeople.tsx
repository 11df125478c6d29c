import { Button, Group, Radio, Stack, Text } from '@mantine/core';
import { mostInMeeting, type Meeting } from '@foyer/contracts';
import { IconDoorExit, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useAction, useCall } from '../server/api.js';
import { useMe } from '../server/me.js';
import { Loaded } from '../ui/Loaded.js';
import { notifyDone } from '../ui/notify.js';
import { PersonAvatar } from '../ui/PersonAvatar.js';
import { Problem } from '../ui/Problem.js';

/** Who else comes to a meeting of mine, and bringing a colleague along. */
export function MeetingPeople({ meeting, open }: { meeting: Meeting; open: boolean }) {
  const { t } = useTranslation('meetingRequests');
  const { me } = useMe();
  const others = meeting.participants.filter(
    ({ person }) => person !== meeting.other.person && person !== me?.id,
  );
  return (
    <>
      {others.length > 0 && (
        <Stack gap={4}>
          <Text size="sm" c="dimmed">
            {t('people.title')}
          </Text>
          <ul className="plain-list meeting-people">
            {others.map((one) => (
              <li key={one.person}>
                <Group gap={8} wrap="nowrap">
                  <PersonAvatar name={one.name} size={28} />
                  <Text size="sm" miw={0}>
                    {one.name}, {one.organisation}
                  </Text>
                </Group>
              </li>
            ))}
          </ul>
        </Stack>
      )}
      {open && meeting.participants.length < mostInMeeting && <AddColleague meeting={meeting} />}
      {open && !meeting.arranged && <Leave meeting={meeting} />}
    </>
  );
}

function AddColleague({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('meetingRequests');
  const [choosing, setChoosing] = useState(false);
  const { name } = meeting.other;
  if (choosing) return <Choice meeting={meeting} onClose={() => setChoosing(false)} />;
  return (
    <Group>
      <Button
        variant="subtle"
        color="gray"
        px="xs"
        leftSection={<IconUserPlus size={20} aria-hidden />}
        onClick={() => setChoosing(true)}
        aria-label={t('people.addTo', { name })}
      >
        {t('people.add')}
      </Button>
    </Group>
  );
}

function Choice({ meeting, onClose }: { meeting: Meeting; onClose: () => void }) {
  const { t } = useTranslation(['meetingRequests', 'meetings']);
  const { event } = useEvent();
  const params = { event: event.slug, meeting: meeting.id };
  const found = useCall('listColleagues', { params }, { staleTime: 0 });
  const add = useAction('addColleague', { stale: ['listColleagues', 'listMyMeetings'], once: true });
  const [wished, setWished] = useState<string | null>(null);
  const back = (
    <Button variant="default" onClick={onClose}>
      {t('meetings:back')}
    </Button>
  );
  return (
    <Loaded query={found}>
      {({ colleagues }) => {
        if (colleagues.length === 0) {
          return (
            <Stack gap="sm">
              <Text size="sm">{t('people.none')}</Text>
              <Group>{back}</Group>
            </Stack>
          );
        }
        const chosen = colleagues.find(({ person, free }) => person === wished && free);
        return (
          <Stack gap="sm" role="group" aria-label={t('people.addTo', { name: meeting.other.name })}>
            <Radio.Group
              label={t('people.choose')}
              description={t('people.hint')}
              value={chosen?.person ?? ''}
              onChange={setWished}
            >
              <Stack gap="xs" mt="xs">
                {colleagues.map(({ person, name, jobTitle, free }) => (
                  <Radio
                    key={person}
                    value={person}
                    disabled={!free}
                    label={name}
                    description={[jobTitle, free ? null : t('people.busy')].filter(Boolean).join(' · ')}
                  />
                ))}
              </Stack>
            </Radio.Group>
            <Problem error={add.error} />
            <Group justify="flex-end">
              {back}
              {chosen && (
                <Button
                  leftSection={<IconUserPlus size={20} aria-hidden />}
                  loading={add.isPending}
                  onClick={() =>
                    add.mutate(
                      { params, body: { person: chosen.person } },
                      {
                        onSuccess: () => {
                          notifyDone(t('people.added', { name: chosen.name }));
                          onClose();
                        },
                        onError: () => void found.refetch(),
                      },
                    )
                  }
                >
                  {t('people.send', { name: chosen.name })}
                </Button>
              )}
            </Group>
          </Stack>
        );
      }}
    </Loaded>
  );
}

/** A colleague goes, after asking once more; the others meet all the same. */
function Leave({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('meetingRequests');
  const { event } = useEvent();
  const [asking, setAsking] = useState(false);
  const leave = useAction('leaveMeeting', { stale: ['listMyMeetings'], once: true });
  const label = t('people.leaveFrom', { name: meeting.other.name });
  if (!asking) {
    return (
      <Group>
        <Button
          variant="subtle"
          color="gray"
          px="xs"
          leftSection={<IconDoorExit size={20} aria-hidden />}
          onClick={() => setAsking(true)}
          aria-label={label}
        >
          {t('people.leave')}
        </Button>
      </Group>
    );
  }
  return (
    <Stack gap="sm" role="group" aria-label={label}>
      <Text size="sm">{t('people.leaveSure')}</Text>
      <Problem error={leave.error} />
      <Group>
        <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
          {t('people.stay')}
        </Button>
        <Button
          color="red"
          loading={leave.isPending}
          onClick={() =>
            leave.mutate(
              { params: { event: event.slug, meeting: meeting.id } },
              { onSuccess: () => notifyDone(t('people.left')) },
            )
          }
        >
          {t('people.leave')}
        </Button>
      </Group>
    </Stack>
  );
}
