import { Checkbox, Stack, Text } from '@mantine/core';
import type { AnswerFault, AskedConsent } from '@foyer/contracts';
import { languageOf } from '@foyer/locales';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { fieldId } from '../registration/draft.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import { Section } from './Section.js';
import { useFaultText } from './use-fault-text.js';

interface ConsentFieldsProps {
  consents: readonly Omit<AskedConsent, 'version'>[];
  given: Readonly<Record<string, boolean>>;
  /** By `consents/<key>`. */
  faults: ReadonlyMap<string, AnswerFault>;
  onChange: (key: string, given: boolean) => void;
}

/** What somebody agrees to, each by itself and with its words in full: nothing is ticked beforehand. */
export function ConsentFields({ consents, given, faults, onChange }: ConsentFieldsProps) {
  const { t } = useTranslation(['form', 'registration']);
  const { event } = useEvent();
  const language = useLanguage();
  const say = useLocalised(event.languages[0]);
  const faultText = useFaultText();
  if (consents.length === 0) return null;
  return (
    <Section title={t('section.consents')}>
      <Stack gap="lg">
        {consents.map(({ key, title, wording, required }) => {
          const fault = faults.get(`consents/${key}`);
          return (
            <Checkbox
              key={key}
              id={fieldId(`consents/${key}`)}
              size="md"
              label={
                <Text span fw={600}>
                  {required
                    ? t('consent.needed', { title: say(title) })
                    : t('registration:form.optional', { label: say(title) })}
                </Text>
              }
              description={
                <Text
                  span
                  display="block"
                  className="wording"
                  lang={languageOf(wording, language, event.languages[0])}
                >
                  {say(wording)}
                </Text>
              }
              checked={given[key] ?? false}
              onChange={(change) => onChange(key, change.currentTarget.checked)}
              error={fault && faultText(fault)}
            />
          );
        })}
        <Text size="sm" c="dimmed">
          {t('consent.hint')}
        </Text>
      </Stack>
    </Section>
  );
}
