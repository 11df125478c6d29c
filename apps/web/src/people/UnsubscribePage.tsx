import { Anchor, Button, Stack, Text } from '@mantine/core';
import { isProblem } from '@foyer/client';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useAction, useCall } from '../server/api.js';
import { Loaded } from '../ui/Loaded.js';
import { Page } from '../ui/Page.js';
import { Problem } from '../ui/Problem.js';

/** Opened by the link in a mail. Opening changes nothing; the button does. */
export default function UnsubscribePage() {
  const { t } = useTranslation(['people', 'reminders']);
  const { token = '' } = useParams();
  const params = { token };
  const link = useCall('getUnsubscribe', { params });
  const stop = useAction('unsubscribe', { stale: ['getUnsubscribe'] });
  const unknown = isProblem(link.error, 'not_found') || isProblem(link.error, 'invalid_input');
  return (
    <Page title={t('unsubscribe.title')} width="narrow">
      {unknown ? (
        <Text role="alert">{t('unsubscribe.unknown')}</Text>
      ) : (
        <Loaded query={link}>
          {(answer) => {
            const kind = t(`mailKind.${answer.kind}`);
            const stopped = answer.stopped || stop.isSuccess;
            return (
              <Stack align="flex-start">
                <Text role="status" size="lg">
                  {t(stopped ? 'unsubscribe.done' : 'unsubscribe.question', { kind })}
                </Text>
                <Text c="dimmed">{t('unsubscribe.other')}</Text>
                <Anchor component={Link} to="/account/notifications">
                  {t('reminders:settings.title')}
                </Anchor>
                <Problem error={stop.error} />
                {!stopped && (
                  <Button loading={stop.isPending} onClick={() => stop.mutate({ params })}>
                    {t('unsubscribe.confirm')}
                  </Button>
                )}
              </Stack>
            );
          }}
        </Loaded>
      )}
    </Page>
  );
}
