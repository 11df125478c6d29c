import { Anchor, Button } from '@mantine/core';
import type { Announcement } from '@foyer/contracts';
import { languageOf } from '@foyer/locales';
import { IconSpeakerphone, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useLanguage, useLocalised } from '../ui/use-reader.js';
import { useEventAnnouncement, useHidden, useSessionAnnouncement } from './use-standing.js';
import './signs.css';

/** What the whole event is told, on every page of it. */
export function EventAnnouncement() {
  return <AnnouncementBanner announcement={useEventAnnouncement()} wide />;
}

/** What everybody in a session is told. */
export function SessionAnnouncement({ session }: { session: string }) {
  return <AnnouncementBanner announcement={useSessionAnnouncement(session)} />;
}

interface BannerProps {
  announcement: Announcement | undefined;
  /** As wide as the window, between navigation and page. */
  wide?: boolean;
}

/** The words are read out once, politely; who has read them may put them away. */
function AnnouncementBanner({ announcement, wide = false }: BannerProps) {
  const { t } = useTranslation('signs');
  const { event } = useEvent();
  const [fallback] = event.languages;
  const language = useLanguage();
  const say = useLocalised(fallback);
  const [hidden, hide] = useHidden();
  const shown = announcement && !hidden.has(announcement.id) ? announcement : undefined;
  return (
    // The status is there before it has words: what comes into it later is read out.
    <div className={wide ? 'announcement-band no-print' : 'no-print'} data-shown={shown ? true : undefined}>
      <div className="announcement">
        {shown && <IconSpeakerphone size={24} aria-hidden className="announcement-icon" />}
        <div role="status" aria-label={t('announcement.label')} className="announcement-words">
          {shown && (
            <>
              <p lang={languageOf(shown.texts, language, fallback)}>{say(shown.texts)}</p>
              {shown.link !== null && (
                <Anchor href={shown.link} target="_blank" rel="noopener noreferrer nofollow">
                  {t('announcement.link', { host: new URL(shown.link).host })}
                </Anchor>
              )}
            </>
          )}
        </div>
        {shown && (
          <Button
            variant="subtle"
            color="gray"
            className="announcement-hide"
            classNames={{ section: 'foyer-only-icon' }}
            aria-label={t('announcement.hideThis')}
            leftSection={<IconX size={20} aria-hidden />}
            onClick={() => hide(shown.id)}
          >
            <span className="from-sm">{t('announcement.hide')}</span>
          </Button>
        )}
      </div>
    </div>
  );
}
