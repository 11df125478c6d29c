import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { createBrowserRouter, RouterProvider, type RouteObject } from 'react-router';
import { EventFrame } from './events/EventFrame.js';
import { pages, type AppPage } from './pages.js';
import { queryClient } from './server/api.js';
import { Shell } from './shell/Shell.js';
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

const router = createBrowserRouter([
  {
    Component: Shell,
    ErrorBoundary: Crash,
    HydrateFallback: Loading,
    children: [
      ...pages.filter((page) => !underEvent(page)).map(routeOf),
      { Component: EventFrame, ErrorBoundary: Crash, children: pages.filter(underEvent).map(routeOf) },
      { path: '*', Component: NotFound },
    ],
  },
]);

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-center" />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
