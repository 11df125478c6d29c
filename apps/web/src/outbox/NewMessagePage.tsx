import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { Loaded } from '../ui/Loaded.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { MessageEditor } from './MessageEditor.js';
import { BackToOutbox } from './BackToOutbox.js';
import './outbox.css';

/** A message from nothing, or with the words of an earlier one. */
export default function NewMessagePage() {
  const { t } = useTranslation('outbox');
  const { event, roles } = useEvent();
  const from = useSearchParams()[0].get('from');
  const earlier = useCall(
    'getMessage',
    { params: { event: event.slug, message: from ?? '' } },
    { enabled: from !== null, staleTime: Number.POSITIVE_INFINITY },
  );
  if (!roles.some((role) => role === 'owner' || role === 'organiser')) return <NotFound />;
  return (
    <Page title={t('newTitle')} width="wide" action={<BackToOutbox />}>
      {from === null || earlier.error ? (
        <MessageEditor saved={null} />
      ) : (
        <Loaded query={earlier}>{(message) => <MessageEditor saved={null} like={message} />}</Loaded>
      )}
    </Page>
  );
}
