import { Accordion, Badge, Group, Stack, Text } from '@mantine/core';
import { changeKinds, type ReleaseHead } from '@foyer/contracts';
import { formatDayTime, languageOf } from '@foyer/locales';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { Loaded } from '../ui/Loaded.js';
import { useLanguage, useLocalised, useReader } from '../ui/use-reader.js';
import { ChangeGroups } from './ChangeGroups.js';

interface ReleaseHistoryProps {
  /** Newest first. */
  releases: readonly ReleaseHead[];
  /** Whether the newest lies open from the start. */
  open?: boolean;
  /** The level of the heading of each release. */
  order?: 2 | 3;
}

/** Releases with what each of them changed, which is fetched when one looks. */
export function ReleaseHistory({ releases, open = false, order = 3 }: ReleaseHistoryProps) {
  const { t } = useTranslation('release');
  const reader = useReader();
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const [shown, setShown] = useState<string | null>(open ? String(releases[0]?.number ?? '') : null);
  return (
    <Accordion value={shown} onChange={setShown} order={order} className="release-history">
      {releases.map((release) => (
        <Accordion.Item key={release.number} value={String(release.number)}>
          <Accordion.Control>
            <Group gap="xs" justify="space-between">
              <Stack gap={0}>
                <Text fw={600} lang={languageOf(release.name, reader.language, event.languages[0])}>
                  {say(release.name)}
                </Text>
                <Text size="sm" c="dimmed">
                  {t('number', { number: release.number })} ·{' '}
                  <time dateTime={release.releasedAt}>{formatDayTime(release.releasedAt, reader, true)}</time>
                </Text>
              </Stack>
              <Group gap={6}>
                {changeKinds
                  .filter((kind) => release.counts[kind] > 0)
                  .map((kind) => (
                    <Badge key={kind} variant="light">
                      {`${t(`kind.${kind}`)} ${String(release.counts[kind])}`}
                    </Badge>
                  ))}
              </Group>
            </Group>
          </Accordion.Control>
          <Accordion.Panel>
            {shown === String(release.number) && <Changelog release={release} order={order === 2 ? 3 : 4} />}
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

function Changelog({ release: { number, note }, order }: { release: ReleaseHead; order: 3 | 4 }) {
  const { t } = useTranslation('release');
  const { event } = useEvent();
  const fallback = event.languages[0];
  const language = useLanguage();
  const say = useLocalised(fallback);
  // What a release has changed never changes again.
  const whole = useCall(
    'getRelease',
    { params: { event: event.slug, number: String(number) } },
    { staleTime: Infinity },
  );
  return (
    <Stack>
      {note && (
        <Text lang={languageOf(note, language, fallback)} className="release-note">
          {say(note)}
        </Text>
      )}
      <Loaded query={whole}>
        {({ changes, names }) =>
          changes.length ? (
            <ChangeGroups changes={changes} names={names} order={order} />
          ) : (
            <Text c="dimmed">{t('public.nothing')}</Text>
          )
        }
      </Loaded>
    </Stack>
  );
}
