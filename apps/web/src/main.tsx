import './zod-without-eval.js';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@fontsource-variable/noto-sans/index.css';
import '@fontsource-variable/noto-sans-georgian/index.css';
import './styles.css';
import './plain.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, firstPageLoaded } from './App.js';
import { firstReads } from './first-page.js';
import { startI18n } from './i18n.js';
import { returnFocus } from './ui/focus-return.js';

const patienceMilliseconds = 4_000;

/** A function, since pages are files that import this one's: they would wait for it, and it for them. */
async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  returnFocus();
  await startI18n();
  // What the server has put into the page stays to be read until there is something to put in its place.
  if (root.hasAttribute('data-content')) {
    const patience = new Promise((resolve) => setTimeout(resolve, patienceMilliseconds));
    await Promise.race([Promise.all([firstPageLoaded, ...firstReads(window.location.pathname)]), patience]);
  }
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

void start();
