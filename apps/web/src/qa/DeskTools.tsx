import { Button, Stack } from '@mantine/core';
import type { Session } from '@foyer/contracts';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { JoinStrip } from '../join/JoinStrip.js';
import { AnnounceDesk } from '../signs/AnnounceDesk.js';
import { StageNote } from './StageNote.js';

/**
 * What a moderator says to the audience and to the stage, side by side in one row, and what else there is to do; on a
 * phone behind a button, since the questions come first there.
 */
export function DeskTools({ session, children }: { session: Session; children: ReactNode }) {
  const { t } = useTranslation('qa');
  const [open, setOpen] = useState(false);
  const Chevron = open ? IconChevronUp : IconChevronDown;
  return (
    <>
      <Button
        variant="default"
        className="below-md"
        aria-expanded={open}
        aria-controls="desk-tools"
        rightSection={<Chevron size={20} aria-hidden />}
        onClick={() => setOpen(!open)}
      >
        {t('desk.tools')}
      </Button>
      <Stack id="desk-tools" gap="md" className="desk-tools" data-open={open || undefined}>
        <div className="desk-tools-row">
          <JoinStrip session={session} />
          <AnnounceDesk session={session.id} />
          <StageNote session={session.id} />
        </div>
        {children}
      </Stack>
    </>
  );
}
