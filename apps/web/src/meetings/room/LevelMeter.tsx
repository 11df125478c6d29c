import { Group, Progress, Text } from '@mantine/core';
import { IconMicrophone } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

const lookMs = 100;
/** More sound than there is between two looks, so that a short word does not fall between them. */
const heldSamples = 8192;
/** The loudest of stretches this long counts: some ten milliseconds. */
const stretch = 512;
/** As loud as somebody who speaks at a desk. */
const spoken = 0.04;

/** Whether one is heard: a bar that moves, and a word as soon as it has. */
export function LevelMeter({ track }: { track: MediaStreamTrack }) {
  const { t } = useTranslation('meetingRoom');
  const [level, setLevel] = useState(0);
  const [heard, setHeard] = useState(false);
  useEffect(() => {
    const context = new AudioContext();
    const source = context.createMediaStreamSource(new MediaStream([track]));
    const analyser = context.createAnalyser();
    analyser.fftSize = heldSamples;
    source.connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const loudness = loudest(samples);
      setLevel(Math.min(1, loudness * 5));
      if (loudness > spoken) setHeard(true);
    }, lookMs);
    return () => {
      clearInterval(timer);
      source.disconnect();
      void context.close();
    };
  }, [track]);
  return (
    <Group gap="sm" wrap="nowrap">
      <IconMicrophone size={20} aria-hidden />
      <Progress value={level * 100} flex={1} aria-label={t('check.level')} transitionDuration={80} />
      <Text size="sm" role="status" className="room-heard">
        {t(heard ? 'check.heard' : 'check.speak')}
      </Text>
    </Group>
  );
}

function loudest(samples: Float32Array): number {
  let most = 0;
  for (let from = 0; from < samples.length; from += stretch) {
    const part = samples.subarray(from, from + stretch);
    most = Math.max(most, part.reduce((sum, sample) => sum + sample * sample, 0) / part.length);
  }
  return Math.sqrt(most);
}
