import { Group, Text } from '@mantine/core';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { coloursOf, drawCell } from './draw-picture.js';
import type { CellState } from './picture-model.js';

const shown: readonly CellState[] = ['meeting', 'changed', 'pinned', 'break', 'blocked', 'free'];
const [width, height] = [28, 22];

/** What the cells of the picture mean: drawn by the same hand. */
export function Legend() {
  const { t } = useTranslation('schedule');
  return (
    <Group component="ul" gap="md" className="plain-list" aria-label={t('picture.legend')}>
      {shown.map((state) => (
        <Group component="li" key={state} gap={6} wrap="nowrap">
          <Sample state={state} />
          <Text size="sm">{t(`picture.${state}`)}</Text>
        </Group>
      ))}
    </Group>
  );
}

function Sample({ state }: { state: CellState }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const scheme = useComputedColorScheme('light');
  useEffect(() => {
    const at = canvas.current;
    const pen = at?.getContext('2d');
    if (!at || !pen) return;
    const ratio = window.devicePixelRatio || 1;
    [at.width, at.height] = [width * ratio, height * ratio];
    pen.scale(ratio, ratio);
    drawCell(pen, coloursOf(at), state, { x: 0, y: 0, width, height });
  }, [state, scheme]);
  return <canvas ref={canvas} aria-hidden style={{ inlineSize: width, blockSize: height }} />;
}
