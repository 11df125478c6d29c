import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { Loaded } from '../ui/Loaded.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { FilterDesk } from './FilterDesk.js';

/** Which words and links hold a question, for all rooms of the event. */
export default function FilterPage() {
  const { t } = useTranslation('questionTools');
  const { event, roles } = useEvent();
  const mayModerate = roles.some((role) => role === 'owner' || role === 'organiser' || role === 'moderator');
  const filter = useCall(
    'getQuestionFilter',
    { params: { event: event.slug } },
    { staleTime: 0, enabled: mayModerate },
  );
  if (!mayModerate) return <NotFound />;
  return (
    <Page title={t('lists.title')} intro={t('lists.intro')} width="form">
      <Loaded query={filter}>{(answer) => <FilterDesk key={event.slug} saved={answer} />}</Loaded>
    </Page>
  );
}
