import { Button, Modal, Stack, Text, Title } from '@mantine/core';
import type { Participant } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../server/api.js';
import { StateBadge } from './StateBadge.js';

interface ActReportProps {
  outcome: Answer<'actOnParticipants'>['people'];
  people: readonly Participant[];
  onClose: () => void;
}

/** Who has got a place and who has not, by name, in the order in which it was decided. */
export function ActReport({ outcome, people, onClose }: ActReportProps) {
  const { t } = useTranslation(['places', 'common']);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const before = new Map(people.map(({ id, state }) => [id, state]));
  const groups = {
    placed: outcome.filter(({ changed, state }) => changed && state === 'confirmed'),
    line: outcome.filter(({ changed, state }) => changed && state === 'waiting'),
    left: outcome.filter(
      ({ changed, state, registration }) => !changed && state === before.get(registration),
    ),
    before: outcome.filter(
      ({ changed, state, registration }) => !changed && state !== before.get(registration),
    ),
  };
  return (
    <Modal.Root opened onClose={onClose} centered>
      <Modal.Overlay />
      <Modal.Content>
        {/* No header of its own: it would be a second banner of the page. */}
        <Modal.Body>
          <Stack>
            <Modal.Title fz="h2" fw={600}>
              {t('report.title')}
            </Modal.Title>
            {(['placed', 'line', 'left', 'before'] as const).map(
              (group) =>
                (groups[group].length > 0 || group === 'placed') && (
                  <section key={group} aria-labelledby={`report-${group}`}>
                    <Title order={3} size="h4" id={`report-${group}`} className="tabular">
                      {t(`report.${group}`, { number: groups[group].length })}
                    </Title>
                    <ul className="plain-list report-names">
                      {groups[group].map(({ registration, state }) => (
                        <li key={registration}>
                          <Text>{names.get(registration)}</Text>
                          {(group === 'left' || group === 'before') && <StateBadge state={state} />}
                        </li>
                      ))}
                    </ul>
                  </section>
                ),
            )}
            <div className="report-end">
              <Button onClick={onClose} data-autofocus>
                {t('common:action.close')}
              </Button>
            </div>
          </Stack>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
