import { Anchor, Card, Group, Stack, Text, Title } from '@mantine/core';
import type { FoundPartner } from '@foyer/contracts';
import { languageNames } from '@foyer/locales';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { isProblem } from '@foyer/client';
import { useEvent } from '../events/use-event.js';
import { useCall, type Answer } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { Page } from '../ui/Page.js';
import { PersonAvatar } from '../ui/PersonAvatar.js';
import { AskOrState } from './AskOrState.js';
import { Gate } from './Gate.js';
import { NoThanks } from './NoThanks.js';
import { PartnerLines } from './PartnerEntry.js';
import { Reasons } from './Reasons.js';
import { Terms } from './Terms.js';
import '../meetings/meetings.css';
import './partners.css';

/** Somebody who takes part: who they are, why to meet them, and both sides' needs and offers beside each other. */
export default function PartnerPage() {
  const { t } = useTranslation('partners');
  const { event, person: me } = useEvent();
  const { person = '' } = useParams();
  const one = useCall('getPartner', { params: { event: event.slug, person } }, { enabled: me !== null });
  const back = (
    <Anchor component={Link} to={`/e/${event.slug}/partners`} className="partner-back">
      <IconArrowLeft size={20} aria-hidden /> {t('back')}
    </Anchor>
  );
  const partner = one.data?.partner;
  return (
    <Page
      title={partner?.name ?? t('profile.title')}
      above={back}
      intro={partner && <Intro partner={partner} />}
      action={partner && <Actions partner={partner} />}
    >
      <Gate error={one.error}>
        {isProblem(one.error, 'not_found') ? (
          <Empty icon={<IconArrowLeft />} title={t('profile.goneTitle')} text={t('profile.goneText')} />
        ) : (
          <Loaded query={one}>{(answer) => <Profile {...answer} />}</Loaded>
        )}
      </Gate>
    </Page>
  );
}

function Intro({ partner }: { partner: FoundPartner }) {
  const { t } = useTranslation('partners');
  return (
    <Group gap="md" wrap="nowrap" align="flex-start">
      <PersonAvatar name={partner.name} size={64} />
      <Stack gap={0}>
        <PartnerLines partner={partner} />
        <Text size="sm" c="dimmed">
          {t('profile.language', { language: languageNames[partner.language] })}
        </Text>
      </Stack>
    </Group>
  );
}

function Actions({ partner }: { partner: FoundPartner }) {
  return (
    <Stack gap="xs" align="stretch">
      <AskOrState partner={partner} main />
      <NoThanks partner={partner} />
    </Stack>
  );
}

function Profile({ partner, mine }: Answer<'getPartner'>) {
  const { t } = useTranslation('partners');
  const sides = [
    {
      theirs: partner.terms.offers,
      mine: mine.needs,
      theirWords: t('profile.offers', { name: partner.name }),
      myWords: t('profile.myNeeds'),
    },
    {
      theirs: partner.terms.needs,
      mine: mine.offers,
      theirWords: t('profile.needs', { name: partner.name }),
      myWords: t('profile.myOffers'),
    },
  ];
  return (
    <Stack gap="lg">
      <Reasons partner={partner} />
      {partner.about && (
        <Text lang={partner.language} className="partner-about">
          {partner.about}
        </Text>
      )}
      <div className="partner-sides">
        {sides.map((side) => (
          <Card key={side.theirWords} className="foyer-card" component="section" aria-label={side.theirWords}>
            <Stack gap="sm">
              <Title order={2} size="lg">
                {side.theirWords}
              </Title>
              {side.theirs.length > 0 ? (
                <Terms label={side.theirWords} terms={side.theirs} bare />
              ) : (
                <Text c="dimmed">{t('profile.nothing')}</Text>
              )}
              <Title order={3} size="md" c="dimmed">
                {side.myWords}
              </Title>
              {side.mine.length > 0 ? (
                <Terms label={side.myWords} terms={side.mine} bare />
              ) : (
                <Text c="dimmed">{t('profile.nothingOfMine')}</Text>
              )}
            </Stack>
          </Card>
        ))}
      </div>
    </Stack>
  );
}
