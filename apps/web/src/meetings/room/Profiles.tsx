import { Card, Stack, Text, Title } from '@mantine/core';
import type { Meeting } from '@foyer/contracts';
import { IconArrowsLeftRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../../events/use-event.js';
import { PartnerWho } from '../PartnerWho.js';

type Person = Meeting['participants'][number];

/** Who is who; and what one seeks beside what the other offers, with what fits marked. */
export function Profiles({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation('meetingRoom');
  const { person: id } = useEvent();
  const me = meeting.participants.find(({ person }) => person === id);
  const others = meeting.participants.filter(({ person }) => person !== id);
  return (
    <>
      {others.map((other) => (
        <Card key={other.person} component="section" className="foyer-card" aria-label={other.name}>
          <Stack gap="md">
            <PartnerWho partner={other} />
            {other.about && (
              <Text size="sm" className="room-about">
                {other.about}
              </Text>
            )}
            {me && other.side !== me.side && (
              <>
                <Beside
                  title={t('profile.theySeek')}
                  theirs={other.needs}
                  mineTitle={t('profile.youOffer')}
                  mine={me.offers}
                />
                <Beside
                  title={t('profile.theyOffer')}
                  theirs={other.offers}
                  mineTitle={t('profile.youSeek')}
                  mine={me.needs}
                />
              </>
            )}
          </Stack>
        </Card>
      ))}
      {me && others.length === 0 && <Text>{t('profile.alone')}</Text>}
    </>
  );
}

const folded = (topic: string): string => topic.trim().toLocaleLowerCase('und');

interface BesideProps {
  title: string;
  theirs: Person['needs'];
  mineTitle: string;
  mine: Person['offers'];
}

function Beside({ title, theirs, mineTitle, mine }: BesideProps) {
  if (theirs.length === 0 && mine.length === 0) return null;
  return (
    <div className="room-beside">
      <Topics title={title} topics={theirs} fitting={mine} />
      <Topics title={mineTitle} topics={mine} fitting={theirs} />
    </div>
  );
}

function Topics({ title, topics, fitting }: { title: string; topics: string[]; fitting: string[] }) {
  const { t } = useTranslation('meetingRoom');
  const fits = new Set(fitting.map(folded));
  // What fits is what they will talk about.
  const sorted = topics.toSorted((a, b) => Number(fits.has(folded(b))) - Number(fits.has(folded(a))));
  return (
    <div>
      <Title order={3} size="sm" c="dimmed" fw={600}>
        {title}
      </Title>
      <ul className="plain-list room-topics">
        {sorted.map((topic) => (
          <li key={topic} data-fits={fits.has(folded(topic)) || undefined}>
            {fits.has(folded(topic)) && <IconArrowsLeftRight size={16} aria-label={t('profile.fits')} />}
            {topic}
          </li>
        ))}
        {sorted.length === 0 && <li className="room-none">–</li>}
      </ul>
    </div>
  );
}
