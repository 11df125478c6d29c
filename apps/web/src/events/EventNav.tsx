import { Container } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { generatePath, NavLink } from 'react-router';
import { pages } from '../pages.js';
import { useEvent } from './use-event.js';

export function EventNav() {
  const { t } = useTranslation();
  const { event, roles } = useEvent();
  const entries = pages.flatMap(({ path, nav }) =>
    nav && (!nav.roles || nav.roles.some((role) => roles.includes(role))) ? [{ path, nav }] : [],
  );
  // A single entry would lead to where one is.
  if (entries.length < 2) return null;
  return (
    <div className="foyer-header no-print">
      <Container size={1360} px={{ base: 'xs', sm: 'sm' }}>
        <nav aria-label={t('nav.event')} className="foyer-nav">
          {entries.map(({ path, nav }) => (
            <NavLink key={path} to={generatePath(path, { event: event.slug })} end={path === '/e/:event'}>
              {t(`nav.${nav.label}`)}
            </NavLink>
          ))}
        </nav>
      </Container>
    </div>
  );
}
