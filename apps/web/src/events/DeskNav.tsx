import { Container } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDeskPages, type DeskPage, type DeskPages } from './use-desk-pages.js';
import { useDisclosed } from './use-disclosed.js';
import './desk-nav.css';

/** The organisers' pages: in one line, the group that one is in laid open; on a phone all of them behind one button. */
export function DeskNav() {
  const { t } = useTranslation();
  const small = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false });
  const { alone, groups } = useDeskPages();
  return (
    <div className="foyer-header no-print">
      <Container size={1360} px={{ base: 'xs', sm: 'sm' }}>
        <nav aria-label={t('nav.desk')} className="desk-nav">
          {small ? (
            <AllBehindOne alone={alone} groups={groups} />
          ) : (
            <>
              <Entries pages={alone} />
              {groups.map((group) =>
                group.current ? (
                  <LaidOpen key={group.name} group={group} />
                ) : (
                  <Behind key={group.name} group={group} />
                ),
              )}
            </>
          )}
        </nav>
      </Container>
    </div>
  );
}

function Entries({ pages, labelledBy }: { pages: readonly DeskPage[]; labelledBy?: string }) {
  return (
    <ul className="desk-entries" aria-labelledby={labelledBy}>
      {pages.map(({ path, label, current }) => (
        <li key={path}>
          <Link to={path} aria-current={current}>
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function LaidOpen({ group }: { group: DeskPages }) {
  const id = useId();
  return (
    <div className="desk-group" data-open>
      <span id={id} className="desk-group-name">
        {group.label}
      </span>
      <Entries pages={group.pages} labelledBy={id} />
    </div>
  );
}

function Behind({ group }: { group: DeskPages }) {
  const { open, box, button, handlers } = useDisclosed();
  const id = useId();
  return (
    <div className="desk-group" ref={box} {...handlers}>
      <button type="button" className="desk-button" id={id} {...button}>
        {group.label}
        <IconChevronDown size={18} aria-hidden />
      </button>
      {open && (
        <div className="desk-panel">
          <Entries pages={group.pages} labelledBy={id} />
        </div>
      )}
    </div>
  );
}

function AllBehindOne({ alone, groups }: { alone: readonly DeskPage[]; groups: readonly DeskPages[] }) {
  const { t } = useTranslation();
  const { open, box, button, handlers } = useDisclosed();
  const group = groups.find(({ current }) => current);
  const page = group?.current ?? alone.find(({ current }) => current);
  return (
    <div className="desk-all" ref={box} {...handlers}>
      <button type="button" className="desk-button" {...button}>
        <span>
          {group
            ? t('deskGroup.at', { group: group.label, page: page?.label })
            : (page?.label ?? t('nav.desk'))}
        </span>
        <IconChevronDown size={20} aria-hidden />
      </button>
      {open && (
        <div className="desk-sheet">
          <Entries pages={alone} />
          {groups.map((one) => (
            <Named key={one.name} group={one} />
          ))}
        </div>
      )}
    </div>
  );
}

function Named({ group }: { group: DeskPages }) {
  const id = useId();
  return (
    <div>
      <span id={id} className="desk-group-name">
        {group.label}
      </span>
      <Entries pages={group.pages} labelledBy={id} />
    </div>
  );
}
