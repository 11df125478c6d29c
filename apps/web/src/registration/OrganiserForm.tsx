import { Button, Group, Stack } from '@mantine/core';
import { isProblem } from '@foyer/client';
import { RegistrationForm, type ParticipantEdit } from '@foyer/contracts';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FaultSummary } from '../form/FaultSummary.js';
import { Problem } from '../ui/Problem.js';
import { useLanguage } from '../ui/use-reader.js';
import { editOf, faultsIn, readDraft, type Draft, type Form } from './draft.js';
import { FormFields } from './FormFields.js';

interface OrganiserFormProps {
  initial: Draft;
  label: string;
  saving: boolean;
  error: Error | null;
  /** All of it, and what is no longer as it was. */
  onSave: (form: RegistrationForm, changed: ParticipantEdit) => void;
  /** Between the fields and the button. */
  children?: ReactNode;
}

/** Nobody agrees to anything for others, and answers have a page of their own. */
const fixedFields: Form = {
  version: 0,
  builtIn: { jobTitle: 'optional', offers: 'optional', needs: 'optional', about: 'optional' },
  questions: [],
  consents: [],
};
const nothing = (): void => undefined;

/** The fixed fields of a registration, filled in by an organiser for somebody else. */
export function OrganiserForm({ initial, label, saving, error, onSave, children }: OrganiserFormProps) {
  const language = useLanguage();
  const [edits, setEdits] = useState<Partial<Draft>>({});
  // What others have saved meanwhile is shown, where nothing was written over it here.
  const draft = { ...initial, ...edits };
  const [tries, setTries] = useState(0);
  const read = readDraft(draft, fixedFields, language);
  const refused = faultsIn(error, fixedFields);
  const faults = tries > 0 ? new Map([...read.faults, ...refused]) : refused;

  function save(submitted: FormEvent) {
    submitted.preventDefault();
    setTries(tries + 1);
    if (!read.body) return;
    const form = RegistrationForm.parse(read.body);
    onSave(form, editOf(initial, draft, form));
  }

  return (
    <form noValidate onSubmit={save}>
      <Stack gap="lg">
        <FaultSummary faults={faults} form={fixedFields} tries={tries} />
        <FormFields
          draft={draft}
          onChange={(part) => setEdits((was) => ({ ...was, ...part }))}
          faults={faults}
          form={fixedFields}
          files={[]}
          anonymous={false}
          onLeave={nothing}
        />
        {children}
        {!(isProblem(error, 'invalid_input') && refused.size > 0) && <Problem error={error} />}
        <Group>
          <Button type="submit" size="lg" loading={saving}>
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
