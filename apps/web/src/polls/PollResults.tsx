import { Table, Text } from '@mantine/core';
import { ratingSteps, type Poll, type PollResult } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../ui/use-reader.js';
import '../summary/summary.css';
import './polls.css';

interface PollResultsProps {
  poll: Poll;
  result: PollResult;
  texts: readonly { text: string }[];
  /** Names the table for those who hear it. */
  title: string;
}

/** What has been answered: bars that are a table, words by their frequency, or texts. */
export function PollResults({ poll, result, texts, title }: PollResultsProps) {
  const { t } = useTranslation('polls');
  return (
    // Of an open poll they change with each answer, which nobody wants to have read out.
    <div className="poll-results" aria-live="off">
      {poll.kind === 'words' && <Words words={result.words} />}
      {poll.kind === 'text' && (
        <ul className="plain-list poll-texts">
          {texts.toReversed().map(({ text }, index) => (
            <li key={`${index} ${text}`}>{text}</li>
          ))}
        </ul>
      )}
      {(poll.options.length > 0 || poll.kind === 'rating') && (
        <Bars poll={poll} result={result} title={title} />
      )}
      <Text size="sm" c="dimmed" className="tabular">
        {t('poll.total', { count: result.total })}
      </Text>
    </div>
  );
}

function Bars({ poll, result, title }: Omit<PollResultsProps, 'texts'>) {
  const { t } = useTranslation('polls');
  const language = useLanguage();
  const names = poll.kind === 'rating' ? steps.map((step) => t('poll.step', { step })) : poll.options;
  const rows = names.map((name, place) => ({ name, count: result.counts[place] ?? 0 }));
  const shown = poll.kind === 'rating' ? rows.toReversed() : rows;
  const sum = result.counts.reduce((all, count, place) => all + count * (place + 1), 0);
  return (
    <>
      <Table verticalSpacing="xs" className="bar-table" aria-label={title}>
        <Table.Thead className="poll-head">
          <Table.Tr>
            <Table.Th scope="col">{t('poll.option')}</Table.Th>
            <Table.Th scope="col">{t('poll.answers')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ name, count }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400}>
                {name}
              </Table.Th>
              <Table.Td>
                <span className="bar-row">
                  <span className="poll-track" aria-hidden>
                    <span
                      className="bar"
                      style={{ inlineSize: `${(100 * count) / Math.max(1, result.total)}%` }}
                    />
                  </span>
                  <span className="tabular">
                    {count} · {Math.round((100 * count) / Math.max(1, result.total))}&nbsp;%
                  </span>
                </span>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {poll.kind === 'rating' && result.total > 0 && (
        <Text fw={600} className="tabular">
          {t('poll.mean', {
            mean: new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(sum / result.total),
          })}
        </Text>
      )}
    </>
  );
}

const steps = Array.from({ length: ratingSteps }, (_, place) => place + 1);

/** The more often, the larger; the number stands beside, for size alone says little. */
function Words({ words }: { words: PollResult['words'] }) {
  const most = Math.max(1, ...words.map(({ count }) => count));
  const inOrder = words.toSorted((one, other) => (one.word < other.word ? -1 : 1));
  return (
    <ul className="plain-list poll-words">
      {inOrder.map(({ word, count }) => (
        <li key={word} style={{ fontSize: `${1 + 1.4 * Math.sqrt((count - 1) / Math.max(1, most - 1))}em` }}>
          {word} <span className="tabular">{count}</span>
        </li>
      ))}
    </ul>
  );
}
