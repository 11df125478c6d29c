import { useTranslation } from 'react-i18next';
import { ParticipantsOnly } from '../events/ParticipantsOnly.js';
import { Loaded } from '../ui/Loaded.js';
import { Page } from '../ui/Page.js';
import { MeetingsDesk } from './MeetingsDesk.js';
import { useMyMeetings } from './use-my-meetings.js';
import './meetings.css';

/** Partners and meetings: whom to meet, who asks, and my day. */
export default function MeetingsPage() {
  const { t } = useTranslation('meetings');
  const mine = useMyMeetings();
  return (
    <Page title={t('title')} intro={t('intro')} width="wide">
      <ParticipantsOnly words={t('strangers', { returnObjects: true })} error={mine.error}>
        <Loaded query={mine}>{(answer) => <MeetingsDesk mine={answer} />}</Loaded>
      </ParticipantsOnly>
    </Page>
  );
}
