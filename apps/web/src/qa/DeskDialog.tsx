import { Modal, type ModalProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../server/live.js';
import { Problem } from '../ui/Problem.js';
import { WaitsForConnection } from './WaitsForConnection.js';

/** How far what a dialog asks for has come. */
export interface Going {
  sending?: boolean;
  /** Why it was refused. */
  problem?: unknown;
}

interface DeskDialogProps extends Pick<ModalProps, 'onClose' | 'styles' | 'children'> {
  title: string;
  /** Something is written or chosen in it: a press beside it closes it no more. */
  dirty?: boolean;
}

/** A window in which a moderator says more about a step. */
export function DeskDialog({ dirty = false, ...props }: DeskDialogProps) {
  const { t } = useTranslation('common');
  return (
    <Modal
      opened
      closeOnClickOutside={!dirty}
      closeButtonProps={{ 'aria-label': t('action.close') }}
      {...props}
    />
  );
}

/** Why a dialog is still there after its button was pressed. */
export function GoingNews({ sending = false, problem = null }: Going) {
  const { t } = useTranslation('moderation');
  const connected = useConnection() === 'live';
  if (sending && !connected) return <WaitsForConnection>{t('waits')}</WaitsForConnection>;
  return <Problem error={problem} />;
}
