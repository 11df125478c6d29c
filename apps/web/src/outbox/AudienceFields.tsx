import { Card, MultiSelect, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { Audience, RegistrationState, registrationStates } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useCall, type Answer } from '../server/api.js';
import { Problem } from '../ui/Problem.js';
import { useCountries } from '../ui/use-countries.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';

interface AudienceFieldsProps {
  audience: Audience;
  onChange: (audience: Audience) => void;
  found: Answer<'findAudience'> | undefined;
  error: Error | null;
  onRetry: () => void;
}

/** Whom a message goes to, and how many that are. */
export function AudienceFields({ audience, onChange, found, error, onRetry }: AudienceFieldsProps) {
  const { t } = useTranslation(['outbox', 'registration', 'problems']);
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const { compare } = new Intl.Collator(useLanguage());
  const names = useCountries();
  const params = { event: event.slug };
  const counts = useCall('listParticipants', { params, query: { limit: 1 } }).data?.counts;
  const organisations = useCall('listEventOrganisations', { params, query: { limit: 2_000 } }).data
    ?.organisations;
  const change = (part: Partial<Audience>) => onChange({ ...audience, ...part });
  const inCountry = new Map(counts?.countries.map((one) => [one.country, one.participants]));
  const countries = [...new Set([...inCountry.keys(), ...audience.countries])]
    .map((value) => ({ value, label: `${names[value] ?? value} (${inCountry.get(value) ?? 0})` }))
    .sort((one, other) => compare(one.label, other.label));
  const several = { clearable: true, searchable: true, hidePickedOptions: true } as const;
  const hint = (chosen: readonly string[]) => (chosen.length === 0 ? { placeholder: t('filter.any') } : {});
  return (
    <Card className="foyer-card" padding="lg" component="section" aria-labelledby="whom">
      <Stack>
        <Title order={2} id="whom">
          {t('whom')}
        </Title>
        <SegmentedControl
          aria-labelledby="whom"
          value={audience.who}
          onChange={(who) => change({ who: who === 'speakers' ? 'speakers' : 'participants' })}
          data={[
            { value: 'participants', label: t('who.participants') },
            { value: 'speakers', label: t('who.speakers') },
          ]}
        />
        {audience.who === 'participants' && (
          <>
            <MultiSelect
              label={t('filter.states')}
              {...several}
              {...hint(audience.states)}
              data={registrationStates.map((value) => ({ value, label: t(`registration:state.${value}`) }))}
              value={audience.states}
              onChange={(states) => change({ states: RegistrationState.array().parse(states) })}
            />
            <MultiSelect
              label={t('filter.categories')}
              {...several}
              {...hint(audience.categories)}
              data={event.categories.map(({ key, label }) => ({ value: key, label: say(label) }))}
              value={audience.categories}
              onChange={(categories) => change({ categories })}
            />
            <MultiSelect
              label={t('filter.countries')}
              {...several}
              {...hint(audience.countries)}
              data={countries}
              value={audience.countries}
              onChange={(chosen) => change({ countries: chosen })}
            />
            <MultiSelect
              label={t('filter.organisations')}
              {...several}
              {...hint(audience.organisations)}
              limit={100}
              data={(organisations ?? []).map(({ id, name, participants }) => ({
                value: id,
                label: `${name} (${participants})`,
              }))}
              value={audience.organisations}
              onChange={(chosen) => change({ organisations: chosen })}
            />
          </>
        )}
        <Problem error={error} onRetry={onRetry} />
        <div role="status">
          {found && (
            <>
              <Text fw={600} className="tabular">
                {t('recipients', { number: found.recipients })}
              </Text>
              {found.recipients === 0 && <Text size="sm">{t('problems:audience_empty')}</Text>}
              {found.withheld > 0 && <Text size="sm">{t('withheld', { number: found.withheld })}</Text>}
            </>
          )}
        </div>
      </Stack>
    </Card>
  );
}
