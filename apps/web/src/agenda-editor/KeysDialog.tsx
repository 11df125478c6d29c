import { Group, Kbd, Modal, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Which key does what. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['editor', 'common']);
  const keys: [string[], string][] = [
    [['← ↑ ↓ →'], t('keys.go')],
    [['Home', 'End'], t('keys.edges')],
    [['PageUp', 'PageDown'], t('keys.days')],
    [['Alt ↑', 'Alt ↓'], t('keys.move')],
    [['Shift Alt ↑', 'Shift Alt ↓'], t('keys.moveFar')],
    [['Alt ←', 'Alt →'], t('keys.room')],
    [['+', '−', 'Shift Alt →', 'Shift Alt ←'], t('keys.length')],
    [['Enter'], t('keys.open')],
    [[t('keys.space')], t('keys.select')],
    [['Shift ← ↑ ↓ →'], t('keys.selectTo')],
    [['Ctrl A'], t('keys.selectAll')],
    [['M'], t('keys.change')],
    [['Esc'], t('keys.clear')],
    [['N'], t('keys.new')],
    [['Delete'], t('keys.remove')],
    [['Ctrl Z', 'U', 'Ctrl Shift Z', 'Shift U'], t('keys.undo')],
    [['Ctrl Enter'], t('keys.decide')],
    [['?'], t('keys.help')],
  ];
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('action.keys')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <Text mb="sm">{t('keys.together')}</Text>
      <Table>
        <Table.Tbody>
          {keys.map(([names, what]) => (
            <Table.Tr key={what}>
              <Table.Th scope="row">
                <Group gap={6}>
                  {names.map((name) => (
                    <Kbd key={name} size="md">
                      {name}
                    </Kbd>
                  ))}
                </Group>
              </Table.Th>
              <Table.Td>{what}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
