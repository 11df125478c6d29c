import type { EventFile } from '@foyer/contracts';
import type { EventEntity } from '@foyer/events';
import { putTopics } from '@foyer/partners';
import type { Tx } from '@foyer/platform';
import { tally, type Tally } from './import.report.js';

/** Topics by their keys; those that the file leaves out stay. @throws Problem topic_name_taken, too_many_topics */
export async function importTopics(tx: Tx, event: EventEntity, { topics }: EventFile): Promise<Tally> {
  const keys = topics.map(({ key }) => key);
  const put = await putTopics(
    tx,
    event,
    topics.map(({ part_of: parent = null, ...topic }) => ({ ...topic, parent })),
  );
  return tally(keys, put.present, put);
}
