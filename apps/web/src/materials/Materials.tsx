import { Anchor } from '@mantine/core';
import type { Material } from '@foyer/contracts';
import { IconFileText, IconLink, IconPresentation, IconVideo } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { api } from '../server/api.js';
import './materials.css';

export const materialIcons = {
  slides: IconPresentation,
  recording: IconVideo,
  document: IconFileText,
  link: IconLink,
} as const;

interface MaterialsProps {
  materials: readonly Material[];
  /** Behind each: a button to remove it. */
  action?: (material: Material) => ReactNode;
}

/** What there is to read and watch of a session. */
export function Materials({ materials, action }: MaterialsProps) {
  const { t } = useTranslation('speakers');
  if (materials.length === 0) return null;
  return (
    <ul className="plain-list materials" aria-label={t('materials.title')}>
      {materials.map((material) => {
        const Icon = materialIcons[material.kind];
        return (
          <li key={material.id}>
            <Icon size={18} aria-hidden />
            <MaterialLink material={material} />
            {action?.(material)}
          </li>
        );
      })}
    </ul>
  );
}

/** A file is saved, an address opens beside this page. */
function MaterialLink({ material: { id, title, url, file } }: { material: Material }) {
  const { event } = useEvent();
  if (url) {
    return (
      <Anchor href={url} target="_blank" rel="noopener noreferrer nofollow">
        {title}
      </Anchor>
    );
  }
  return (
    <Anchor href={api.url('getMaterialFile', { params: { event: event.slug, material: id } })} download>
      {title}
      {file && ` (${endingOf(file.name)})`}
    </Anchor>
  );
}

const endingOf = (name: string): string => name.split('.').at(-1)?.toUpperCase() ?? '';
