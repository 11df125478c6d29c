import { Button, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { streams } from '@foyer/contracts';
import { IconKeyboard } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStream } from '../server/live.js';
import { Loading } from '../ui/Loading.js';
import { Problem } from '../ui/Problem.js';
import { Announcer } from './Announcer.js';
import { columns, type Column } from './desk-columns.js';
import { DeskCard } from './DeskCard.js';
import { DeskStrip } from './DeskStrip.js';
import { DismissDialog } from './DismissDialog.js';
import { KeysHelp } from './KeysHelp.js';
import { useDesk } from './use-desk.js';
import { useDeskKeys } from './use-desk-keys.js';
import type { CurrentSession } from './use-session.js';

/** Waiting, live, done: side by side, or one at a time on a phone. */
export function Desk({ current }: { current: CurrentSession }) {
  const { t } = useTranslation('qa');
  const followed = useStream(streams.desk, { session: current.session.id });
  const audience = useStream(streams.questions, { session: current.session.id });
  const [column, setColumn] = useState<Column>('waiting');
  const [help, setHelp] = useState(false);
  const desk = useDesk(
    Object.values(followed?.state?.question ?? {}),
    (id) => audience?.state?.question[id]?.votes ?? 0,
  );
  useDeskKeys(
    {
      next: () => desk.step(1),
      previous: () => desk.step(-1),
      approve: () => desk.actOnSelected('approve'),
      dismiss: () => desk.actOnSelected('dismiss'),
      answer: () => desk.actOnSelected('answer'),
      help: () => setHelp(true),
    },
    !help && desk.dismissing === null,
  );
  if (followed?.status === 'refused') return <Problem error={followed.problem} />;
  const room = followed?.state?.room[current.session.id];
  if (!room) return <Loading />;
  const label = (one: Column) => `${t(`desk.${one}`)} ${desk.columns[one].length}`;
  return (
    <Stack gap="lg">
      <DeskStrip current={current} room={room} />
      <Button
        variant="subtle"
        color="gray"
        className="from-md desk-keys"
        leftSection={<IconKeyboard size={20} aria-hidden />}
        onClick={() => setHelp(true)}
      >
        {t('keys.title')}
      </Button>
      <SegmentedControl
        fullWidth
        className="below-md wrapping-control"
        aria-label={t('desk.columns')}
        value={column}
        onChange={(value) => setColumn(columns.find((one) => one === value) ?? 'waiting')}
        data={columns.map((one) => ({ value: one, label: label(one) }))}
      />
      <div className="desk" data-column={column}>
        {columns.map((one) => (
          <section key={one} className="desk-column" data-column={one} aria-labelledby={`desk-${one}`}>
            <Title order={2} id={`desk-${one}`} mb="sm">
              {t(`desk.${one}`)}{' '}
              <Text span inherit c="dimmed" className="tabular">
                {desk.columns[one].length}
              </Text>
            </Title>
            {desk.columns[one].length === 0 && <Text c="dimmed">{t(`desk.empty.${one}`)}</Text>}
            <ul className="plain-list desk-list">
              {desk.columns[one].map((question) => (
                <DeskCard
                  key={question.id}
                  question={question}
                  selected={desk.selected === question.id}
                  busy={desk.busy.has(question.id)}
                  onSelect={() => desk.select(question.id)}
                  onAct={(act) => desk.act(question, act)}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      <DismissDialog
        question={desk.dismissing}
        onClose={desk.cancelDismiss}
        onDismiss={desk.confirmDismiss}
      />
      <KeysHelp opened={help} onClose={() => setHelp(false)} />
      <Announcer
        news={t('news.desk', { waiting: desk.columns.waiting.length, live: desk.columns.live.length })}
      />
    </Stack>
  );
}
