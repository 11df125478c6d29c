import { reactionKinds } from '@foyer/contracts';
import { useTranslation } from 'react-i18next';
import { signOf } from './sign-of.js';
import { useSigns } from './use-standing.js';
import './signs.css';

/** How often a session was applauded, for screens on which nothing is pressed. Nothing where nobody has. */
export function ReactionCounts({ session }: { session: string }) {
  const { t } = useTranslation('signs');
  const counts = useSigns(session)?.reaction ?? {};
  const given = reactionKinds.flatMap((kind) => {
    const number = counts[kind]?.count ?? 0;
    return number > 0 ? [{ kind, number }] : [];
  });
  if (given.length === 0) return null;
  return (
    <ul className="plain-list reaction-counts" aria-label={t('reaction.shown')}>
      {given.map(({ kind, number }) => {
        const Sign = signOf[kind];
        return (
          <li key={kind}>
            <span
              role="img"
              className="reaction-count"
              aria-label={t('reaction.count', { kind: t(`reaction.${kind}`), number })}
            >
              <Sign size="1.3em" aria-hidden />
              <span aria-hidden key={number} className="reaction-number tabular">
                {number}
              </span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
