import { languageOf } from '@foyer/locales';
import { IconSpeakerphone } from '@tabler/icons-react';
import { useEvent } from '../events/use-event.js';
import { useEventAnnouncement, useSessionAnnouncement } from '../signs/use-standing.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';

/** What the session and the whole event are told, for the hall to read. */
export function StageAnnouncements({ session }: { session: string }) {
  const { event } = useEvent();
  const language = useLanguage();
  const [fallback] = event.languages;
  const say = useLocalised(fallback);
  const told = [useSessionAnnouncement(session), useEventAnnouncement()].flatMap((one) => one ?? []);
  return (
    <div className="stage-told" role="status">
      {told.map(({ id, texts }) => (
        <p key={id} lang={languageOf(texts, language, fallback)}>
          <IconSpeakerphone aria-hidden /> {say(texts)}
        </p>
      ))}
    </div>
  );
}
