import { Anchor, Badge, Card, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import type { MarketTopic } from '@foyer/contracts';
import { IconBuildingStore, IconSearch, IconZoomQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { useLocalised } from '../ui/use-reader.js';
import { useSearchBox } from '../ui/use-search-box.js';
import type { View } from './use-view.js';
import { wordsLanguage } from './words-language.js';

const typingMilliseconds = 250;

/** What is offered and what is sought here, and by how many; each figure leads to the people behind it. */
export function Market({ view, change }: { view: View; change: (part: Partial<View>) => void }) {
  const { t } = useTranslation('partners');
  const { event } = useEvent();
  const tell = useDebouncedCallback(
    (words: string) => change({ view: 'market', search: words.trim() }),
    typingMilliseconds,
  );
  const box = useSearchBox(view.search ?? '', tell);
  const query = view.search === undefined ? {} : { search: view.search };
  const market = useCall('getMarketplace', { params: { event: event.slug }, query }, { keepOld: true });
  return (
    <Stack gap="md">
      <search>
        <TextInput
          type="search"
          size="md"
          maw={560}
          label={t('market.search')}
          description={t('market.hint')}
          leftSection={<IconSearch size={20} aria-hidden />}
          maxLength={120}
          {...box}
        />
      </search>
      <Loaded query={market}>
        {({ topics }) =>
          topics.length === 0 ? (
            <Empty
              icon={view.search === undefined ? <IconBuildingStore /> : <IconZoomQuestion />}
              title={t(view.search === undefined ? 'market.emptyTitle' : 'market.noneTitle')}
              text={t(view.search === undefined ? 'market.emptyText' : 'none.text')}
            />
          ) : (
            <ul className="plain-list market-grid">
              {topics.map((topic) => (
                <MarketCard key={topic.key} topic={topic} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Stack>
  );
}

function MarketCard({ topic }: { topic: MarketTopic }) {
  const { t } = useTranslation('partners');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const side = (filter: 'offers' | 'needs', count: number) => {
    const words = t(filter === 'offers' ? 'market.offered' : 'market.sought', { count });
    return count === 0 ? (
      <Text c="dimmed">{words}</Text>
    ) : (
      <Anchor
        component={Link}
        to={`/e/${event.slug}/partners?view=everybody&${filter}=${encodeURIComponent(topic.key)}`}
        className="market-link"
        aria-label={`${say(topic.label)}: ${words}`}
      >
        {words}
      </Anchor>
    );
  };
  const { offered, sought } = topic.mine;
  return (
    <Card component="li" className="foyer-card">
      <Stack gap="xs">
        <Title order={2} size="h4" lang={wordsLanguage(topic)}>
          {say(topic.label)}
        </Title>
        <Group gap="lg">
          {side('offers', topic.offered)}
          {side('needs', topic.sought)}
        </Group>
        {(offered || sought) && (
          <Group gap="xs">
            {offered && <Badge className="wrapping-badge">{t('market.iOffer')}</Badge>}
            {sought && <Badge className="wrapping-badge">{t('market.iSeek')}</Badge>}
          </Group>
        )}
      </Stack>
    </Card>
  );
}
