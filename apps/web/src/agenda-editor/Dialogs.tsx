import type { DraftSession } from '@foyer/contracts';
import { BlockDialog } from './BlockDialog.js';
import { BulkForm } from './BulkForm.js';
import type { Opened } from './editor-context.js';
import { KeysDialog } from './KeysDialog.js';
import { MoveForm } from './MoveForm.js';
import { PlacesDialog } from './PlacesDialog.js';
import { RemoveDialog } from './RemoveDialog.js';
import { SessionDrawer } from './SessionDrawer.js';

interface DialogsProps {
  opened: Opened;
  /** Where a new session would go that is asked for without a place. */
  after: () => { startsAt: string; room: string | null };
  onClose: (session?: DraftSession) => void;
}

/** What is open beside the agenda; one at a time. */
export function Dialogs({ opened, after, onClose }: DialogsProps) {
  if (!opened) return null;
  switch (opened.what) {
    case 'session':
    case 'new':
      return <SessionDrawer opened={opened} onClose={onClose} />;
    case 'move':
      return <MoveForm id={opened.id} onClose={() => onClose()} />;
    case 'remove':
      return <RemoveDialog sessions={opened.sessions} by={opened.by} onClose={() => onClose()} />;
    case 'bulk':
      return <BulkForm onClose={() => onClose()} />;
    case 'block':
      return <BlockDialog {...after()} onClose={onClose} />;
    case 'places':
      return <PlacesDialog onClose={() => onClose()} />;
    case 'keys':
      return <KeysDialog onClose={() => onClose()} />;
  }
}
