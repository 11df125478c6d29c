import { Group } from '@mantine/core';
import { isProblem } from '@foyer/client';
import { reactionKinds, type ReactionKind } from '@foyer/contracts';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { live } from '../server/live.js';
import { notifyProblem } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';
import { signOf } from './sign-of.js';
import { useSigns } from './use-standing.js';
import './signs.css';

/** No hand is hurt by it: the same pressed again faster than this is not sent, which keeps below what the server takes. */
const pauseMs = 300;

/** Four buttons with how often each was pressed, by all together. */
export function Reactions({ session }: { session: string }) {
  const { t } = useTranslation('signs');
  const problemText = useProblemText();
  const counts = useSigns(session)?.reaction ?? {};
  const last = useRef(new Map<ReactionKind, number>());
  const send = (kind: ReactionKind) => {
    const now = performance.now();
    if (now - (last.current.get(kind) ?? -pauseMs) < pauseMs) return;
    last.current.set(kind, now);
    // Applause is of the moment: without a connection it is not kept.
    live
      .command('reaction.send', { session, kind }, { giveUpAfterMs: 3_000, repeat: false })
      .catch((error: unknown) => {
        if (!isProblem(error, 'too_many_requests') && !isProblem(error, 'unavailable'))
          notifyProblem(problemText(error));
      });
  };
  return (
    <Group gap="xs" role="group" aria-label={t('reaction.label')} className="no-print">
      {reactionKinds.map((kind) => {
        const number = counts[kind]?.count ?? 0;
        const Sign = signOf[kind];
        return (
          <button
            key={kind}
            type="button"
            className="reaction"
            aria-label={t('reaction.count', { kind: t(`reaction.${kind}`), number })}
            title={t(`reaction.${kind}`)}
            onClick={() => send(kind)}
          >
            <Sign size={24} aria-hidden />
            {/* Another element for another number: it rises as it comes in. */}
            {number > 0 && (
              <span aria-hidden key={number} className="reaction-number tabular">
                {number}
              </span>
            )}
          </button>
        );
      })}
    </Group>
  );
}
