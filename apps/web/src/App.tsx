import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { createBrowserRouter, RouterProvider, type RouteObject } from 'react-router';
import { BareEventFrame, EventFrame, ScreenEventFrame } from './events/EventFrame.js';
import { takeLanguageFromAddress } from './i18n.js';
import { pages, type AppPage } from './pages.js';
import { queryClient } from './server/api.js';
import { BareShell, ScreenShell, Shell } from './shell/Shell.js';
import { cssVariables, theme } from './theme.js';
import { Crash } from './ui/Crash.js';
import { Loading } from './ui/Loading.js';
import NotFound from './ui/NotFound.js';

const underEvent = (page: AppPage) => page.path.startsWith('/e/:event');

function routeOf(page: AppPage): RouteObject {
  return {
    path: page.path,
    lazy: async () => ({ Component: (await page.load()).default }),
    ErrorBoundary: Crash,
  };
}

// Before the router looks at the address.
takeLanguageFromAddress();

const pagesThatFill = (bare: AppPage['bare'], shell: ComponentType, frame: ComponentType): RouteObject => ({
  Component: shell,
  ErrorBoundary: Crash,
  HydrateFallback: Loading,
  children: [
    {
      Component: frame,
      ErrorBoundary: Crash,
      children: pages.filter((page) => page.bare === bare).map(routeOf),
    },
  ],
});

const router = createBrowserRouter([
  {
    Component: Shell,
    ErrorBoundary: Crash,
    HydrateFallback: Loading,
    children: [
      ...pages.filter((page) => !underEvent(page)).map(routeOf),
      {
        Component: EventFrame,
        ErrorBoundary: Crash,
        children: pages.filter((page) => underEvent(page) && !page.bare).map(routeOf),
      },
      { path: '*', Component: NotFound },
    ],
  },
  pagesThatFill(true, BareShell, BareEventFrame),
  pagesThatFill('screen', ScreenShell, ScreenEventFrame),
]);

/** The first page's own files are loaded. */
export const firstPageLoaded = new Promise<void>((resolve) => {
  if (router.state.initialized) resolve();
  else {
    const stop = router.subscribe(({ initialized }) => {
      if (!initialized) return;
      stop();
      resolve();
    });
  }
});

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        {/* At the left: what is saved in a drawer is saved at the right. */}
        <Notifications position="bottom-left" />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
