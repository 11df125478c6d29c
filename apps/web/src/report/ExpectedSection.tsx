import { outcomeVerdicts, OutcomeVerdict, type OutcomeToJudge } from '@foyer/contracts';
import { Alert, Button, Card, Group, Radio, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { TextsInput } from '../manage/TextsInput.js';
import { api, forget, useCall } from '../server/api.js';
import { Loaded } from '../ui/Loaded.js';
import { Problem } from '../ui/Problem.js';
import { useLocalised } from '../ui/use-reader.js';
import { ReportSection } from './ReportSection.js';
import { useOutcome } from './use-outcome.js';

/** What was expected, and beside it what the organisers write came of it. */
export function ExpectedSection() {
  const { t } = useTranslation('report');
  const { event } = useEvent();
  // What others write meanwhile is met at saving: fields do not change under somebody's hands.
  const query = useCall('listOutcomes', { params: { event: event.slug } });
  return (
    <Loaded query={query}>
      {({ outcomes }) => (
        <ReportSection title={t('section.expected')} empty={outcomes.length === 0 && t('none.expected')}>
          {() => (
            <Stack gap="md">
              <Text c="dimmed">{t('write.hint')}</Text>
              {outcomes.map((outcome) => (
                <Outcome key={JSON.stringify(outcome.expected)} outcome={outcome} />
              ))}
            </Stack>
          )}
        </ReportSection>
      )}
    </Loaded>
  );
}

function Outcome({ outcome }: { outcome: OutcomeToJudge }) {
  const { t } = useTranslation('report');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const { draft, change, state, error, load, retry } = useOutcome(outcome);
  const id = useId();
  const reload = async (): Promise<void> => {
    const { outcomes } = await api.call('listOutcomes', { params: { event: event.slug } });
    const now = outcomes.find(({ place }) => place === outcome.place);
    if (now) load(now);
    // Where the expectation itself reads otherwise, the list begins anew with it.
    await forget('listOutcomes');
  };
  return (
    <Card className="foyer-card" padding="lg" component="section" aria-labelledby={id}>
      <Stack gap="md">
        <Text fw={600} id={id}>
          {say(outcome.expected)}
        </Text>
        {outcome.reworded && state === 'clean' && (
          <Text size="sm" c="dimmed">
            {t('write.reworded')}
          </Text>
        )}
        <Radio.Group
          label={t('write.verdict')}
          value={draft.verdict ?? 'open'}
          onChange={(value) =>
            change({ ...draft, verdict: OutcomeVerdict.nullable().catch(null).parse(value) })
          }
        >
          <Group gap="md" mt={4}>
            {([...outcomeVerdicts, 'open'] as const).map((value) => (
              <Radio key={value} value={value} label={t(`verdict.${value}`)} mih={32} />
            ))}
          </Group>
        </Radio.Group>
        <TextsInput
          label={t('write.text')}
          languages={event.languages}
          value={draft.text}
          onChange={(text) => change({ ...draft, text })}
          lines
        />
        <Text size="sm" c="dimmed" role="status" mih={20}>
          {(state === 'unsaved' || state === 'saving' || state === 'saved') && t(`write.${state}`)}
        </Text>
        {state === 'conflict' && (
          <Alert color="red" variant="outline" icon={<IconAlertTriangle aria-hidden />}>
            <Stack gap="sm" align="flex-start">
              <Text>{t('write.conflict')}</Text>
              <Group>
                <Button variant="default" onClick={() => void reload()}>
                  {t('write.load')}
                </Button>
              </Group>
            </Stack>
          </Alert>
        )}
        {state === 'failed' && <Problem error={error} onRetry={retry} />}
      </Stack>
    </Card>
  );
}
