import { Kbd, Modal, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Which key does what. */
export function KeysHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation(['qa', 'moderation', 'questionTools', 'common']);
  const keys: [string, string][] = [
    ['J', t('keys.next')],
    ['K', t('keys.previous')],
    ['A', t('act.approve')],
    ['D', t('act.dismiss')],
    ['N', t('moderation:act.spotlight')],
    ['X', t('act.answer')],
    ['R', t('moderation:act.reply')],
    ['P', t('moderation:act.pin')],
    ['E', t('moderation:act.edit')],
    ['M', t('moderation:act.merge')],
    ['S', t('moderation:act.assign')],
    ['T', t('questionTools:tags.action')],
    ['U', t('moderation:act.undo')],
    ['/', t('moderation:search.label')],
    ['?', t('keys.help')],
  ];
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keys.title')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <Table>
        <Table.Tbody>
          {keys.map(([key, what]) => (
            <Table.Tr key={key}>
              <Table.Th scope="row" w={64}>
                <Kbd size="md">{key}</Kbd>
              </Table.Th>
              <Table.Td>{what}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
