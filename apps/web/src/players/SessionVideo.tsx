import { Anchor, Button, Stack, Text, Title } from '@mantine/core';
import { embedOf, playerOf } from '@foyer/contracts';
import { IconExternalLink, IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import './players.css';

/** What a player may do within our page; never take the page elsewhere. */
const sandbox = [
  ...['allow-scripts', 'allow-same-origin', 'allow-forms', 'allow-presentation'],
  ...['allow-popups', 'allow-popups-to-escape-sandbox'],
].join(' ');

/**
 * The session's video beside its questions. Nothing is fetched from the player before somebody asks for it: until then
 * it learns of nobody. Players that cannot be laid into a page open in a window of their own.
 */
export function SessionVideo({ address }: { address: string }) {
  const { t } = useTranslation('speakerView');
  const [shown, setShown] = useState(false);
  const player = playerOf(address)?.name;
  const embedded = embedOf(address);
  if (player === undefined) return null;
  return (
    <Stack gap="xs" component="section" aria-labelledby="video">
      <Title order={2} id="video">
        {t('video.title')}
      </Title>
      {embedded !== null &&
        (shown ? (
          <iframe
            className="session-video"
            title={t('video.frame', { player })}
            src={embedded}
            sandbox={sandbox}
            allow="autoplay; fullscreen; picture-in-picture; encrypted-media; camera; microphone; display-capture"
            referrerPolicy="strict-origin-when-cross-origin"
          />
        ) : (
          <div className="session-video session-video-ask">
            <Button
              leftSection={<IconPlayerPlay size={20} aria-hidden />}
              aria-describedby="video-note"
              onClick={() => setShown(true)}
            >
              {t('video.show')}
            </Button>
            <Text size="sm" c="dimmed" ta="center" maw={420} id="video-note">
              {t('video.note', { player })}
            </Text>
          </div>
        ))}
      <Anchor href={address} target="_blank" rel="noopener noreferrer" className="session-video-link">
        <IconExternalLink size={20} aria-hidden />
        {t('video.open', { player })}
      </Anchor>
    </Stack>
  );
}
