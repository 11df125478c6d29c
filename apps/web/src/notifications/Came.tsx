import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../server/api.js';

/** Says aloud what has come while one is here. */
export function Came({ unread }: { unread: readonly string[] | undefined }) {
  const { t } = useTranslation('reminders');
  const known = useRef<string | null>(null);
  const [said, setSaid] = useState('');
  const newest = unread?.[0];
  useEffect(() => {
    if (unread === undefined) return;
    const before = known.current;
    if (before === null || (newest !== undefined && newest > before)) known.current = newest ?? '';
    // What was there when the page opened is no news.
    if (before === null || newest === undefined || newest <= before) return;
    api
      .call('listNotifications', { query: { limit: 1 } })
      .then(({ notifications: [first] }) => {
        if (first) setSaid(t('bell.came', { what: first.title }));
      })
      .catch(() => undefined);
  }, [unread, newest, t]);
  return <VisuallyHidden role="status">{said}</VisuallyHidden>;
}
