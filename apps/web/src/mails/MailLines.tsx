import { Anchor, Button, Card, Group, Stack, Text } from '@mantine/core';
import { capitalised, formatDayTime } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { useAction, type Answer } from '../server/api.js';
import { notifyDone } from '../ui/notify.js';
import { Problem } from '../ui/Problem.js';
import { useReader } from '../ui/use-reader.js';
import { MailState } from './MailState.js';

type Mail = Answer<'listMails'>['mails'][number];

/** Mails with what became of each, newest first. */
export function MailLines({ mails, people = false }: { mails: readonly Mail[]; people?: boolean }) {
  const { t } = useTranslation('mails');
  return (
    <Card className="foyer-card" padding={0} component="ul" m={0} aria-label={t('list')}>
      {mails.map((mail) => (
        <MailLine key={mail.id} mail={mail} person={people} />
      ))}
    </Card>
  );
}

function MailLine({ mail, person }: { mail: Mail; person: boolean }) {
  const { t } = useTranslation(['mails', 'people']);
  const { event } = useEvent();
  const reader = useReader();
  const again = useAction('sendMailAgain', { stale: ['listMails'], once: true });
  const at = mail.sentAt ?? mail.createdAt;
  const kind = t(`people:mailKind.${mail.kind}`);
  const details = [
    mail.tries > 1 && t('tries', { number: mail.tries }),
    mail.code !== null && t('code', { code: mail.code }),
    mail.dueAt !== null && t('due', { when: formatDayTime(mail.dueAt, reader) }),
  ].filter((detail) => detail !== false);
  return (
    <Stack component="li" gap={4} className="mail-line">
      <Group justify="space-between" align="flex-start" gap="xs">
        <Stack gap={2} flex="1 1 220px" miw={0}>
          {person && (
            <Text fw={600} className="breaking">
              {mail.registration === null ? (
                mail.name || mail.to
              ) : (
                <Anchor
                  component={Link}
                  to={`/e/${event.slug}/manage/participants/${mail.registration}`}
                  c="inherit"
                  fw={600}
                >
                  {mail.name || mail.to}
                </Anchor>
              )}
            </Text>
          )}
          <Text {...(person ? {} : { fw: 600 })}>{capitalised(kind, reader.language)}</Text>
          <Text size="sm" c="dimmed" className="breaking">
            <time dateTime={at}>{formatDayTime(at, reader, true)}</time> · {mail.to}
            {mail.by === 'push' && ` · ${t('by.push')}`}
          </Text>
        </Stack>
        <MailState state={mail.state} />
      </Group>
      {mail.reason !== null && <Text size="sm">{t(`reason.${mail.reason}`)}</Text>}
      {details.length > 0 && (
        <Text size="sm" c="dimmed" className="tabular">
          {details.join(' · ')}
        </Text>
      )}
      <Problem error={again.error} />
      {mail.again && (
        <Button
          variant={mail.state === 'sent' ? 'subtle' : 'default'}
          size="sm"
          style={{ alignSelf: 'flex-start' }}
          loading={again.isPending}
          aria-label={`${t(mail.state === 'sent' ? 'copy' : 'again')}: ${kind}, ${mail.to}`}
          onClick={() =>
            again.mutate(
              { params: { event: event.slug, mail: mail.id } },
              { onSuccess: () => notifyDone(t('againDone')) },
            )
          }
        >
          {t(mail.state === 'sent' ? 'copy' : 'again')}
        </Button>
      )}
    </Stack>
  );
}
