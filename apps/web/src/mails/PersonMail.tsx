import { Button, Stack, Title } from '@mantine/core';
import type { Participant } from '@foyer/contracts';
import { IconMail } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { Empty } from '../ui/Empty.js';
import { Loaded } from '../ui/Loaded.js';
import { MailLines } from './MailLines.js';
import './mails.css';

const first = 10;
const most = 500;

/** What was sent to one participant. */
export function PersonMail({ participant }: { participant: Participant }) {
  const { t } = useTranslation('mails');
  const { event } = useEvent();
  const [limit, setLimit] = useState(first);
  const mails = useCall(
    'listMails',
    { params: { event: event.slug }, query: { registration: participant.id, limit } },
    { keepOld: true, refetchEveryMs: 10_000 },
  );
  return (
    <Stack component="section" aria-labelledby="mail-of-person">
      <Title order={2} id="mail-of-person">
        {t('ofPerson')}
      </Title>
      <Loaded query={mails}>
        {(page) =>
          page.mails.length === 0 ? (
            <Empty icon={<IconMail />} title={t('emptyTitle')} />
          ) : (
            <>
              <MailLines mails={page.mails} />
              {page.next !== null && limit < most && (
                <Button variant="default" onClick={() => setLimit(most)}>
                  {t('more')}
                </Button>
              )}
            </>
          )
        }
      </Loaded>
    </Stack>
  );
}
