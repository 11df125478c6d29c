import { SimpleGrid, Stack } from '@mantine/core';
import type { FileInfo } from '@foyer/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import NotFound from '../ui/NotFound.js';
import { Page } from '../ui/Page.js';
import { AgendaImport } from './AgendaImport.js';
import { Exports } from './Exports.js';
import { FileCard } from './FileCard.js';
import { LateTasks } from './LateTasks.js';
import { PeopleImport } from './PeopleImport.js';
import './exchange.css';

type Step = { kind: 'agenda' | 'people'; file: FileInfo } | null;

/** Agendas and people in and out of files, for those who organise the event. */
export default function ExchangePage() {
  const { t } = useTranslation('exchange');
  const { roles } = useEvent();
  const [step, setStep] = useState<Step>(null);
  if (!roles.some((role) => role === 'owner' || role === 'organiser')) return <NotFound />;
  const again = (): void => setStep(null);
  if (step?.kind === 'agenda') {
    return (
      <Page title={t('agendaIn.title')} intro={step.file.name} width="normal">
        <AgendaImport key={step.file.id} file={step.file} onAgain={again} />
      </Page>
    );
  }
  if (step) {
    return (
      <Page title={t('peopleIn.title')} intro={step.file.name} width="wide">
        <PeopleImport key={step.file.id} file={step.file} onAgain={again} />
      </Page>
    );
  }
  return (
    <Page title={t('title')} intro={t('intro')} width="normal">
      <Stack gap="xl">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
          <FileCard
            title={t('agendaIn.title')}
            text={t('agendaIn.text')}
            label={t('agendaIn.file')}
            kinds={t('agendaIn.kinds')}
            onFile={(file) => setStep({ kind: 'agenda', file })}
          />
          <FileCard
            title={t('peopleIn.title')}
            text={t('peopleIn.text')}
            label={t('peopleIn.file')}
            kinds={t('peopleIn.kinds')}
            onFile={(file) => setStep({ kind: 'people', file })}
          />
        </SimpleGrid>
        <LateTasks />
        <Exports />
      </Stack>
    </Page>
  );
}
