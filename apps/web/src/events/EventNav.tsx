import { Container } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { generatePath, NavLink, useLocation } from 'react-router';
import { pages } from '../pages.js';
import { useMyRegistration } from '../registration/use-my-registration.js';
import { DeskNav } from './DeskNav.js';
import { useEvent } from './use-event.js';

/** The pages of an event, and on the organisers' pages a second line with all of theirs. */
export function EventNav() {
  const { t } = useTranslation();
  const { event, roles } = useEvent();
  const { standing } = useMyRegistration();
  const { pathname } = useLocation();
  const at = (path: string): string => generatePath(path, { event: event.slug });
  const entries = pages.flatMap(({ path, nav }) => {
    if (!nav || (nav.roles && !nav.roles.some((role) => roles.includes(role)))) return [];
    const label = nav.label === 'register' && standing !== null ? 'myRegistration' : nav.label;
    return [{ path: at(path), label: t(`nav.${label}`), end: path === '/e/:event' }];
  });
  const organises = roles.some((role) => role === 'owner' || role === 'organiser');
  const atDesk = organises && pathname.startsWith(at('/e/:event/manage'));
  return (
    <>
      {/* A single entry would lead to where one is. */}
      {entries.length > 1 && (
        <div className="foyer-header no-print">
          <Container size={1360} px={{ base: 'xs', sm: 'sm' }}>
            <nav aria-label={t('nav.event')} className="foyer-nav">
              {entries.map(({ path, label, end }) => (
                <NavLink key={path} to={path} end={end}>
                  {label}
                </NavLink>
              ))}
            </nav>
          </Container>
        </div>
      )}
      {atDesk && <DeskNav />}
    </>
  );
}
