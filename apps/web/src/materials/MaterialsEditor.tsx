import { ActionIcon, Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { documents, MaterialKind, materialKinds, type Material } from '@foyer/contracts';
import { IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { api, forget, useAction } from '../server/api.js';
import { isWebAddress, webAddress } from '../speakers/profile-draft.js';
import { FileInput } from '../ui/FileInput.js';
import { Problem } from '../ui/Problem.js';
import { Materials } from './Materials.js';

interface MaterialsEditorProps {
  /** Its id. */
  session: string;
  materials: readonly Material[];
  /** Of its heading, one below that of what it stands in. */
  level: 2 | 3 | 4;
  /** Said below its heading. */
  hint?: string | null;
}

/** What shows materials. */
const stale = ['getAgenda', 'getWorkingAgenda'] as const;

/** The first of what a new one is made by. */
const first = '[data-new] :is(input:not([type=file]), button)';

/** Adds to what there is to read and watch of a session, and takes away. Everything is there at once. */
export function MaterialsEditor({ session, materials, level, hint }: MaterialsEditorProps) {
  const { t } = useTranslation(['speakers', 'common']);
  const { event } = useEvent();
  const remove = useAction('removeMaterial', { stale });
  const [adding, setAdding] = useState<'file' | 'address' | null>(null);
  // What has the focus goes with a press on it: it goes on in what comes, and back to the button afterwards.
  const frame = useRef<HTMLDivElement>(null);
  const before = useRef(adding);
  useEffect(() => {
    const [was, now] = [before.current, adding];
    before.current = now;
    if (was === now) return;
    focusOn(now === null ? `[data-adds=${String(was)}]` : first);
  }, [adding]);
  function focusOn(wanted: string): void {
    frame.current?.querySelector<HTMLElement>(wanted)?.focus();
  }
  return (
    <Stack gap="sm" ref={frame}>
      <Title order={level} size="h4">
        {t('materials.title')}
      </Title>
      {hint && (
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
      )}
      <Materials
        materials={materials}
        action={({ id, title }) => (
          <ActionIcon
            aria-label={t('materials.remove', { title })}
            loading={remove.isPending && remove.variables.params.material === id}
            onClick={() =>
              remove.mutate(
                { params: { event: event.slug, material: id } },
                { onSuccess: () => focusOn(`[data-adds], ${first}`) },
              )
            }
          >
            <IconTrash size={20} aria-hidden />
          </ActionIcon>
        )}
      />
      <Problem error={remove.error} />
      {adding === null && (
        <Group gap="xs">
          <Button variant="default" data-adds="file" onClick={() => setAdding('file')}>
            {t('materials.addFile')}
          </Button>
          <Button variant="default" data-adds="address" onClick={() => setAdding('address')}>
            {t('materials.addLink')}
          </Button>
        </Group>
      )}
      {adding === 'file' && <NewFile session={session} onDone={() => setAdding(null)} />}
      {adding === 'address' && <NewAddress session={session} onDone={() => setAdding(null)} />}
    </Stack>
  );
}

interface NewProps {
  session: string;
  onDone: () => void;
}

function NewFile({ session, onDone }: NewProps) {
  const { t } = useTranslation('speakers');
  const { event } = useEvent();
  return (
    <Stack gap="xs" data-new>
      <FileInput
        label={t('materials.file')}
        rule={documents}
        value={null}
        onSend={async (file, options) => {
          const params = { event: event.slug, session };
          await api.call(
            'uploadMaterial',
            { params, query: { kind: kindOf(file.name) }, body: file },
            options,
          );
          await forget(...stale);
          onDone();
        }}
      />
      <Group>
        <Button variant="subtle" onClick={onDone}>
          {t('cancel')}
        </Button>
      </Group>
    </Stack>
  );
}

const kindOf = (name: string) =>
  /\.(pptx|odp|pdf)$/i.test(name) ? ('slides' as const) : ('document' as const);

function NewAddress({ session, onDone }: NewProps) {
  const { t } = useTranslation(['speakers', 'common']);
  const { event } = useEvent();
  const [kind, setKind] = useState<MaterialKind>('recording');
  const [title, setTitle] = useState('');
  const [address, setAddress] = useState('');
  const [tried, setTried] = useState(false);
  const add = useAction('addMaterial', { stale });
  const noAddress = !address.trim() || !isWebAddress(address);

  function save(submitted: FormEvent): void {
    submitted.preventDefault();
    setTried(true);
    if (!title.trim() || noAddress) return;
    add.mutate(
      {
        params: { event: event.slug, session },
        body: { kind, title: title.trim(), url: webAddress(address) },
      },
      { onSuccess: onDone },
    );
  }

  return (
    <form onSubmit={save} noValidate aria-label={t('materials.addLink')} data-new>
      <Stack gap="sm">
        <Group gap="sm" align="flex-start">
          <Select
            flex="1 1 140px"
            label={t('materials.kind')}
            data={materialKinds.map((value) => ({ value, label: t(`materials.kinds.${value}`) }))}
            value={kind}
            onChange={(value) => setKind(MaterialKind.catch('link').parse(value))}
            allowDeselect={false}
          />
          <TextInput
            flex="2 1 220px"
            label={t('materials.name')}
            maxLength={200}
            value={title}
            onChange={(change) => setTitle(change.currentTarget.value)}
            error={tried && !title.trim() && t('form.missing')}
          />
        </Group>
        <TextInput
          type="url"
          inputMode="url"
          label={t('materials.address')}
          maxLength={500}
          value={address}
          onChange={(change) => setAddress(change.currentTarget.value)}
          error={tried && noAddress && t('form.linkWrong')}
        />
        <Problem error={add.error} />
        <Group>
          <Button type="submit" loading={add.isPending}>
            {t('common:action.save')}
          </Button>
          <Button variant="subtle" onClick={onDone}>
            {t('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
