import { Alert, Anchor, List, Text } from '@mantine/core';
import type { AnswerFault } from '@foyer/contracts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useRef, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldId, type Form } from '../registration/draft.js';
import { useEvent } from '../events/use-event.js';
import { useLocalised } from '../ui/use-reader.js';
import { useFaultText } from './use-fault-text.js';

interface FaultSummaryProps {
  faults: ReadonlyMap<string, AnswerFault>;
  form: Pick<Form, 'questions' | 'consents'>;
  /** Rises with every try to send: each time the focus comes here. */
  tries: number;
}

/** All that is wrong, above the form, each with the way to its field. */
export function FaultSummary({ faults, form, tries }: FaultSummaryProps) {
  const { t } = useTranslation(['form', 'registration', 'partners']);
  const box = useRef<HTMLDivElement>(null);
  const lines = useLines(faults, form);
  useEffect(() => {
    if (tries > 0) box.current?.focus();
  }, [tries]);
  if (tries === 0 || lines.length === 0) return null;
  const lead = (click: MouseEvent, place: string): void => {
    click.preventDefault();
    const field = document.getElementById(fieldId(place));
    field?.scrollIntoView({ block: 'center' });
    field?.focus({ preventScroll: true });
  };
  return (
    <Alert
      ref={box}
      tabIndex={-1}
      color="red"
      variant="outline"
      bg="var(--foyer-surface)"
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title={
        <Text fw={600} c="var(--mantine-color-error)">
          {t('summary', { count: lines.length })}
        </Text>
      }
    >
      <List spacing={4}>
        {lines.map(({ place, label, fault }) => (
          <List.Item key={place}>
            <Anchor href={`#${fieldId(place)}`} onClick={(click) => lead(click, place)}>
              {label}
            </Anchor>
            <Text span c="var(--mantine-color-text)">
              {': '}
              {fault}
            </Text>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function useLines(
  faults: ReadonlyMap<string, AnswerFault>,
  form: FaultSummaryProps['form'],
): { place: string; label: string; fault: string }[] {
  const { t } = useTranslation(['registration', 'form', 'partners']);
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const faultText = useFaultText();
  const fixed: Record<string, [label: string, wrong?: string]> = {
    name: [t('name.label'), t('name.wrong')],
    category: [t('category.label'), t('category.wrong')],
    organisation: [t('organisation.label'), t('organisation.wrong')],
    country: [t('country.label'), t('country.wrong')],
    jobTitle: [t('jobTitle.label')],
    offers: [t('topic.offers'), t('topicsWrong')],
    needs: [t('topic.needs'), t('topicsWrong')],
    about: [t('about.label')],
    shownTo: [t('partners:shown.label'), t('partners:shown.needOne')],
    shownCategories: [t('partners:shown.which')],
    language: [t('language.label')],
    timeZone: [t('zone.label')],
  };
  return [...faults].map(([place, fault]) => {
    const [group, key] = place.split('/');
    const known = fixed[place];
    if (known) {
      const [label, wrong] = known;
      return { place, label, fault: fault === 'required' || !wrong ? faultText(fault) : wrong };
    }
    const question = group === 'answers' ? form.questions.find((one) => one.key === key) : undefined;
    const consent = group === 'consents' ? form.consents.find((one) => one.key === key) : undefined;
    return {
      place,
      label: say(question?.label ?? consent?.title ?? {}) || place,
      fault: faultText(fault, question),
    };
  });
}
