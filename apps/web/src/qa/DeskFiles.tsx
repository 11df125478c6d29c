import { Button, Modal } from '@mantine/core';
import { IconFileExport, IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { InteractionsExport } from '../exchange/InteractionsExport.js';

/** From the desk to what has happened here: the log, and all of it as a file. */
export function DeskFiles({ session }: { session: string }) {
  const { t } = useTranslation(['interactions', 'common']);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        component={Link}
        to="../log"
        relative="path"
        variant="default"
        leftSection={<IconHistory size={20} aria-hidden />}
      >
        {t('log.title')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconFileExport size={20} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('export.action')}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={t('export.title')}
        closeButtonProps={{ 'aria-label': t('common:action.close') }}
      >
        <InteractionsExport session={session} />
      </Modal>
    </>
  );
}
