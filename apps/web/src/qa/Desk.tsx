import { Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { streams } from '@foyer/contracts';
import { IconAdjustments, IconArrowBackUp, IconKeyboard } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { forget } from '../server/api.js';
import { useStream } from '../server/live.js';
import { Loading } from '../ui/Loading.js';
import { Problem } from '../ui/Problem.js';
import { Announcer } from './Announcer.js';
import { columns, tagsOf, walk, type Column } from './desk-columns.js';
import { DeskCard } from './DeskCard.js';
import { DeskFiles } from './DeskFiles.js';
import { DeskDialogs } from './DeskDialogs.js';
import { DeskSearch } from './DeskSearch.js';
import { DeskStrip } from './DeskStrip.js';
import { DeskTools } from './DeskTools.js';
import { KeysHelp } from './KeysHelp.js';
import { RulesDialog } from './RulesDialog.js';
import { SpeakerNamesProvider, useSpeakerNames } from './speaker-names.js';
import { TagFilter } from './TagFilter.js';
import { useAsker } from './use-asker.js';
import { useAlike } from './use-alike.js';
import { useHands } from './use-hands.js';
import { useLooking } from './use-looking.js';
import { useDesk } from './use-desk.js';
import { useDeskKeys } from './use-desk-keys.js';
import type { CurrentSession } from './use-session.js';

/** Waiting, live, done: side by side, or one at a time on a phone. */
export function Desk({ current }: { current: CurrentSession }) {
  const { t } = useTranslation(['qa', 'moderation', 'questionTools']);
  const followed = useStream(streams.desk, { session: current.session.id });
  const audience = useStream(streams.questions, { session: current.session.id });
  const [column, setColumn] = useState<Column>('waiting');
  const [help, setHelp] = useState(false);
  const [rules, setRules] = useState(false);
  const [wantedTag, setTag] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const askerOf = useAsker();
  const refused = followed?.status === 'refused';
  useEffect(() => {
    // Whoever moderates no more is shown what they may do now.
    if (refused) void forget('getMe', 'getMyPlace', 'getEvent');
  }, [refused]);
  const onDesk = Object.values(followed?.state?.question ?? {});
  // The last question may lose a tag while one looks at those that bear it.
  const tag = onDesk.some(({ tags }) => wantedTag !== null && tags.includes(wantedTag)) ? wantedTag : null;
  const votesOf = (id: number) => audience?.state?.question[id]?.votes ?? 0;
  const desk = useDesk(current.session.id, onDesk, votesOf, { tag, words, askerOf });
  useDeskKeys(
    {
      next: () => desk.step(1),
      previous: () => desk.step(-1),
      approve: () => desk.actOnSelected('approve'),
      dismiss: () => desk.actOnSelected('dismiss'),
      answer: () => desk.actOnSelected('answer'),
      edit: () => desk.actOnSelected('edit'),
      merge: () => desk.actOnSelected('merge'),
      pin: () => desk.actOnSelected('pin'),
      spotlight: () => desk.actOnSelected('spotlight'),
      reply: () => desk.actOnSelected('reply'),
      assign: () => desk.actOnSelected('assign'),
      tag: () => desk.actOnSelected('tag'),
      undo: desk.undo,
      search: () => search.current?.focus(),
      help: () => setHelp(true),
    },
    !help && !rules && desk.asking === null,
  );
  const names = useSpeakerNames(current);
  const { person } = useEvent();
  const lookers = useLooking(current.session.id, person, desk.selected, followed?.state?.looking ?? {});
  const texts = new Map(walk(desk.all).map(({ id, text }) => [id, text]));
  const alike = useAlike(followed?.state?.question);
  const hands = useHands(desk);
  if (refused) return <Problem error={followed.problem} />;
  const room = followed?.state?.room[current.session.id];
  if (!room) return <Loading />;
  const all = tag === null && words.trim() === '';
  const countOf = (one: Column): string => {
    const [shown, total] = [desk.columns[one].length, desk.all[one].length];
    return all ? String(total) : t('questionTools:filter.of', { shown, total });
  };
  return (
    <Stack gap="lg">
      <DeskStrip current={current} room={room} />
      <DeskTools session={current.session}>
        <Group gap="xs">
          <Button
            variant="default"
            className="from-md"
            leftSection={<IconArrowBackUp size={20} aria-hidden />}
            disabled={desk.undoing}
            onClick={({ detail }) => detail < 2 && desk.undo()}
          >
            {t('moderation:act.undo')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconAdjustments size={20} aria-hidden />}
            onClick={() => setRules(true)}
          >
            {t('moderation:rules.title')}
          </Button>
          <DeskFiles session={current.session.id} />
          <Button
            variant="subtle"
            color="gray"
            className="from-md"
            leftSection={<IconKeyboard size={20} aria-hidden />}
            onClick={() => setHelp(true)}
          >
            {t('keys.title')}
          </Button>
        </Group>
      </DeskTools>
      <DeskSearch
        box={search}
        words={words}
        onWords={setWords}
        onFound={() => desk.select(walk(desk.columns)[0]?.id ?? null)}
      />
      <TagFilter tags={tagsOf(desk.all)} chosen={tag} onChoose={setTag} />
      <SegmentedControl
        fullWidth
        className="below-md wrapping-control"
        aria-label={t('desk.columns')}
        value={column}
        onChange={(value) => setColumn(columns.find((one) => one === value) ?? 'waiting')}
        data={columns.map((one) => ({ value: one, label: `${t(`desk.${one}`)} ${countOf(one)}` }))}
      />
      <SpeakerNamesProvider value={names}>
        <div className="desk" data-column={column}>
          {columns.map((one) => (
            <section key={one} className="desk-column" data-column={one} aria-labelledby={`desk-${one}`}>
              <Title order={2} id={`desk-${one}`} mb="sm">
                {t(`desk.${one}`)}{' '}
                <Text span inherit c="dimmed" className="tabular">
                  {countOf(one)}
                </Text>
              </Title>
              {desk.columns[one].length === 0 && (
                <Text c="dimmed">
                  {all
                    ? t(`desk.empty.${one}`)
                    : t(tag === null ? 'moderation:search.none' : 'questionTools:filter.none')}
                </Text>
              )}
              <ul className="plain-list desk-list" {...desk.calming(one)}>
                {desk.columns[one].map((question) => (
                  <DeskCard
                    key={question.id}
                    question={question}
                    selected={desk.selected === question.id}
                    busy={desk.busy.has(question.id)}
                    unitedWith={texts.get(question.mergedInto ?? 0)}
                    alike={alike.get(question.id)}
                    lookers={lookers(question.id)}
                    hands={hands}
                  />
                ))}
              </ul>
            </section>
          ))}
        </div>
      </SpeakerNamesProvider>
      <Group className="ask-bar below-md no-print">
        <Button
          fullWidth
          variant="default"
          leftSection={<IconArrowBackUp size={20} aria-hidden />}
          disabled={desk.undoing}
          onClick={({ detail }) => detail < 2 && desk.undo()}
        >
          {t('moderation:act.undo')}
        </Button>
      </Group>
      <DeskDialogs desk={desk} names={names} />
      {rules && <RulesDialog session={current.session.id} room={room} onClose={() => setRules(false)} />}
      <KeysHelp opened={help} onClose={() => setHelp(false)} />
      <Announcer news={t('news.desk', { waiting: desk.all.waiting.length, live: desk.all.live.length })} />
    </Stack>
  );
}
