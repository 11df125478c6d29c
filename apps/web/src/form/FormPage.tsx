import { useCall } from '../server/api.js';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { Loaded } from '../ui/Loaded.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { FormDesk } from './FormDesk.js';
import '../registration/registration.css';
import './form.css';

/** The registration form in the hands of its makers. */
export default function FormPage() {
  const { t } = useTranslation('form');
  const { event, roles } = useEvent();
  const desk = useCall('getFormDesk', { params: { event: event.slug } }, { staleTime: 0 });
  if (!roles.some((role) => role === 'owner' || role === 'organiser')) return <NotFound />;
  return (
    <Page title={t('title')} intro={t('intro')} width="wide">
      <Loaded query={desk}>{(answer) => <FormDesk key={event.slug} desk={answer} />}</Loaded>
    </Page>
  );
}
