import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import type { Stars } from './use-stars.js';
import './stars.css';

interface StarButtonProps {
  session: string;
  /** The session's title, for who hears the button instead of seeing where it stands. */
  title: string;
  /** Null while nobody is signed in. */
  starred: boolean | null;
  toggle: Stars['toggle'];
}

/** Puts a session into one's own agenda; who is not signed in is asked to first. A plain element: there may be hundreds. */
export function StarButton({ session, title, starred, toggle }: StarButtonProps) {
  const { t } = useTranslation('stars');
  const { pathname, search } = useLocation();
  if (starred === null) {
    return (
      <Link
        className="star-button no-print"
        to={`/sign-in?next=${encodeURIComponent(pathname + search)}`}
        aria-label={t('signIn', { title })}
      >
        <IconStar size={22} aria-hidden />
      </Link>
    );
  }
  return (
    <button
      type="button"
      className="star-button no-print"
      aria-pressed={starred}
      aria-label={t('star', { title })}
      onClick={() => toggle(session)}
    >
      {starred ? <IconStarFilled size={22} aria-hidden /> : <IconStar size={22} aria-hidden />}
    </button>
  );
}
