import { Badge, Group, Stack, Text } from '@mantine/core';
import type { ListedSpeaker } from '@foyer/contracts';
import { IconCheck, IconMail, IconPencilExclamation } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useLocalised } from '../ui/use-reader.js';
import { SpeakerFace } from './SpeakerFace.js';

interface SpeakerLineProps {
  speaker: ListedSpeaker;
  onOpen: () => void;
}

/** One speaker in the organisers' list; the whole line opens the profile. */
export const SpeakerLine = memo(function SpeakerLine({ speaker, onOpen }: SpeakerLineProps) {
  const { t } = useTranslation('speakers');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const { claim, jobTitle, organisation, email, sessions, pending } = speaker;
  const role = [jobTitle && say(jobTitle), organisation].filter(Boolean).join(', ');
  return (
    <li className="speaker-line">
      <button type="button" className="row-button" onClick={onOpen} aria-haspopup="dialog">
        <SpeakerFace speaker={speaker} size={48} />
        <span className="speaker-line-text">
          <Stack gap={0} miw={0} component="span">
            <Text component="span" fw={600}>
              {speaker.name}
            </Text>
            {role && (
              <Text component="span" size="sm">
                {role}
              </Text>
            )}
            {email && (
              <Text component="span" size="sm" c="dimmed">
                {email}
              </Text>
            )}
          </Stack>
          <Group component="span" gap="xs" className="speaker-line-marks">
            {pending && (
              <Badge
                className="speaker-waiting"
                leftSection={<IconPencilExclamation size={14} aria-hidden />}
              >
                {t('pending')}
              </Badge>
            )}
            <Badge color="gray">{t('sessions', { count: sessions })}</Badge>
            <Badge
              color={claim === 'claimed' ? 'accent' : 'gray'}
              variant={claim === 'claimed' ? 'light' : 'outline'}
              leftSection={
                claim === 'claimed' ? (
                  <IconCheck size={14} aria-hidden />
                ) : (
                  claim === 'invited' && <IconMail size={14} aria-hidden />
                )
              }
            >
              {t(`claim.${claim}`)}
            </Badge>
          </Group>
        </span>
      </button>
    </li>
  );
});
