import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { readSettings, serverEnvironment } from './settings.js';

it('spares no mail server where all mail stays in the mailbox here, unless told to', () => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-settings-'));
  const pace = (environment: NodeJS.ProcessEnv) =>
    serverEnvironment(readSettings({ FOYER_DATA: home, ...environment })).MAIL_PER_MINUTE;
  // Sixty people who ask for three meetings each would wait for minutes, and a rehearsal in vain.
  expect(Number(pace({}))).toBeGreaterThanOrEqual(100_000);
  expect(pace({ SMTP_URL: 'smtp://mail.example.org' })).toBeUndefined();
  fs.rmSync(home, { recursive: true });
});
