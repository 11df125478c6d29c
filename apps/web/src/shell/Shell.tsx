import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, ScrollRestoration } from 'react-router';
import { ConnectionNotice } from './ConnectionNotice.js';
import { Header } from './Header.js';
import { useFollowAccountLanguage } from './use-account-language.js';

/** Around pages that fill the screen: no header, no navigation. */
export function BareShell() {
  return <Bare notice={<ConnectionNotice />} />;
}

/** Around what is shown to a hall: what concerns the one who has opened it is nothing for everybody. */
export function ScreenShell() {
  return <Bare notice={null} />;
}

function Bare({ notice }: { notice: ReactNode }) {
  useFollowAccountLanguage();
  return (
    <>
      {notice}
      <main id="content" tabIndex={-1} style={{ outline: 'none' }}>
        <Outlet />
      </main>
    </>
  );
}

/** What stands around every other page. */
export function Shell() {
  const { t } = useTranslation();
  useFollowAccountLanguage();
  return (
    <>
      <a className="skip-link no-print" href="#content">
        {t('skip')}
      </a>
      <Header />
      <ConnectionNotice />
      <main id="content" tabIndex={-1} style={{ outline: 'none' }}>
        <Outlet />
      </main>
      <ScrollRestoration />
    </>
  );
}
