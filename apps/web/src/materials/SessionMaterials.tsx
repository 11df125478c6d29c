import type { Agenda, Session } from '@foyer/contracts';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { Materials } from './Materials.js';
import { MaterialsEditor } from './MaterialsEditor.js';

/** On a session's page: to read for everybody, to change for organisers and for those on its stage. */
export function SessionMaterials({ session, agenda }: { session: Session; agenda: Agenda }) {
  const { event, roles } = useEvent();
  const onStage = roles.some((role) => role === 'speaker' || role === 'moderator');
  const organises = roles.some((role) => role === 'owner' || role === 'organiser');
  const own = useCall('getMySpeaker', { params: { event: event.slug } }, { enabled: onStage && !organises });
  const materials = agenda.materials.filter((one) => one.session === session.id);
  const mine = own.data?.speaker.id;
  const here = mine !== undefined && [...session.speakers, ...session.moderators].includes(mine);
  return organises || here ? (
    <MaterialsEditor session={session.id} materials={materials} level={2} />
  ) : (
    <Materials materials={materials} />
  );
}
