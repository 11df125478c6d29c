import { Badge, Button, Group, Stack, Title } from '@mantine/core';
import { changeKinds, type ChangeNames, type ReleaseChange } from '@foyer/contracts';
import { IconClockEdit, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChangeRow } from './ChangeRow.js';

interface ChangeGroupsProps {
  changes: readonly ReleaseChange[];
  names: ChangeNames;
  /** The level of the headings of the groups. */
  order?: 3 | 4;
}

const icons = { added: IconPlus, moved: IconClockEdit, changed: IconPencil, removed: IconTrash };

/** Changes in words: what moved first, for that is what people must know. */
export function ChangeGroups({ changes, names, order = 3 }: ChangeGroupsProps) {
  return (
    <Stack gap="lg">
      {inOrder.map((kind) => {
        const some = changes.filter((change) => change.kind === kind);
        return some.length > 0 && <Kind key={kind} {...{ kind, names, order }} changes={some} />;
      })}
    </Stack>
  );
}

const inOrder = changeKinds.toSorted((a, b) => rank(a) - rank(b));
function rank(kind: ReleaseChange['kind']): number {
  return ['moved', 'removed', 'changed', 'added'].indexOf(kind);
}

/** So many are shown at first: the first release of a long event adds hundreds. */
const few = 12;

function Kind({
  kind,
  changes,
  names,
  order,
}: Required<ChangeGroupsProps> & { kind: ReleaseChange['kind'] }) {
  const { t } = useTranslation('release');
  const [all, setAll] = useState(false);
  const Icon = icons[kind];
  const shown = all || changes.length <= few + 3 ? changes : changes.slice(0, few);
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Icon size={20} aria-hidden />
        <Title order={order} size="h4">
          {t(`kind.${kind}`)}
        </Title>
        <Badge variant="light" circle={changes.length < 10}>
          {changes.length}
        </Badge>
      </Group>
      <ul className="change-list">
        {shown.map((change) => (
          <ChangeRow key={change.session} change={change} names={names} />
        ))}
      </ul>
      {shown.length < changes.length && (
        <Group>
          <Button variant="default" onClick={() => setAll(true)}>
            {t('showAll', { count: changes.length })}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
