import { Group, Stack, Text, Title } from '@mantine/core';
import { accentOf, filePath } from '@foyer/contracts';
import { formatDays, zoneCity } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import { isColour, isSaid, type LookDraft } from './look-draft.js';

const ours = '#0f6460';

/** The head of the event's page as it would be, in light and in dark. */
export function LookPreview({ draft }: { draft: LookDraft }) {
  const { t } = useTranslation(['look', 'event', 'page']);
  const { event } = useEvent();
  const language = useLanguage();
  const say = useLocalised(event.languages[0]);
  const chosen = draft.colour.trim();
  const accent = accentOf(chosen && isColour(chosen) ? chosen.toLowerCase() : ours);
  const faces = [
    {
      key: 'light',
      style: { background: '#ffffff', color: '#26241f', borderBlockStartColor: accent.onLight.colour },
      ...{ link: accent.onLight.colour, button: accent.onLight.colour },
    },
    {
      key: 'dark',
      style: { background: '#2b2926', color: '#cbc7c0', borderBlockStartColor: accent.shades[6] },
      ...{ link: accent.onDark.colour, button: accent.shades[6] },
    },
  ] as const;
  const belongs = [draft.series, draft.programme]
    .filter(({ name }) => isSaid(name))
    .map(({ name }) => say(name));
  const partners = draft.partners.map(({ value }) => say(value.name)).filter(Boolean);
  return (
    <Stack gap="sm" component="section" aria-labelledby="look-preview">
      <Title order={2} id="look-preview">
        {t('preview.section')}
      </Title>
      <div className="look-faces">
        {faces.map(({ key, style, link, button }) => (
          <figure key={key} className="look-face" style={style}>
            {draft.logo && <img className="event-logo" src={filePath(draft.logo)} alt="" />}
            {belongs.length > 0 && <Text size="sm">{belongs.join(' · ')}</Text>}
            <Text fw={700} fz={20} lh={1.3}>
              {say(event.title)}
            </Text>
            <Text size="sm">
              {formatDays(event.startsAt, event.endsAt, { language, timeZone: event.timeZone })} ·{' '}
              {zoneCity(event.timeZone, language)}
            </Text>
            <Group gap="md" mt="xs">
              <span className="look-button" style={{ background: button }}>
                {t('event:register')}
              </span>
              <span style={{ color: link, textDecoration: 'underline' }}>{t('preview.link')}</span>
            </Group>
            {partners.length > 0 && (
              <Text size="sm" mt="xs">
                {t('page:partners')}: {partners.join(' · ')}
              </Text>
            )}
            <Text component="figcaption" size="sm" mt="sm">
              {t(`preview.${key}`)}
            </Text>
          </figure>
        ))}
      </div>
    </Stack>
  );
}
