import { Checkbox, Stack, Table, Text } from '@mantine/core';
import type { MeetingRules } from '@foyer/contracts';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';

interface RulesMatrixProps {
  categories: readonly { key: string; label: string }[];
  forbidden: MeetingRules['forbidden'];
  onChange: (forbidden: MeetingRules['forbidden']) => void;
}

const steps: Record<string, readonly [down: number, right: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Arrow keys walk through the boxes of a table. */
function walk(press: KeyboardEvent<HTMLTableElement>): void {
  const step = steps[press.key];
  const cell = press.target instanceof HTMLInputElement ? press.target.closest('td') : null;
  const row = cell?.parentElement;
  if (!step || !cell || !(row instanceof HTMLTableRowElement)) return;
  const rows = [...(row.parentElement?.children ?? [])];
  const next = rows[rows.indexOf(row) + step[0]]?.children[cell.cellIndex + step[1]]?.querySelector('input');
  if (!next) return;
  press.preventDefault();
  next.focus();
}

/** Who may ask (rows) whom (columns), and the same in sentences. */
export function RulesMatrix({ categories, forbidden, onChange }: RulesMatrixProps) {
  const { t } = useTranslation('meetingRules');
  const isForbidden = (asks: string, asked: string) =>
    forbidden.some((pair) => pair.asks === asks && pair.asked === asked);
  const toggle = (asks: string, asked: string) =>
    onChange(
      isForbidden(asks, asked)
        ? forbidden.filter((pair) => pair.asks !== asks || pair.asked !== asked)
        : [...forbidden, { asks, asked }],
    );
  const sentence = ({ key, label }: { key: string; label: string }): string => {
    const not = categories.filter((other) => isForbidden(key, other.key)).map((other) => other.label);
    if (not.length === 0) return t('matrix.everybody', { asks: label });
    if (not.length === categories.length) return t('matrix.nobody', { asks: label });
    return t('matrix.not', { asks: label, asked: not.join(', ') });
  };
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('matrix.hint')}
      </Text>
      <Table.ScrollContainer minWidth={280}>
        <Table aria-labelledby="matrix" withColumnBorders className="rules-matrix" onKeyDown={walk}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('matrix.corner')}</Table.Th>
              {categories.map(({ key, label }) => (
                <Table.Th key={key} scope="col">
                  {label}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {categories.map((asks) => (
              <Table.Tr key={asks.key}>
                <Table.Th scope="row">{asks.label}</Table.Th>
                {categories.map((asked) => (
                  <Table.Td key={asked.key}>
                    <Checkbox
                      size="md"
                      className="rules-box"
                      checked={!isForbidden(asks.key, asked.key)}
                      onChange={() => toggle(asks.key, asked.key)}
                      aria-label={t('matrix.box', { asks: asks.label, asked: asked.label })}
                    />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <ul className="rules-sentences" aria-live="polite">
        {categories.map((category) => (
          <li key={category.key}>
            <Text size="sm">{sentence(category)}</Text>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
