import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Language } from '@foyer/contracts';
import { markup, type Html } from './html.js';

/** Built by Vite beside the server: `dist/web`. Tests run the server from its sources, a folder higher. */
const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../..');
/** Where the built web app lies. */
export const webFolder = path.join(top, path.basename(top) === 'dist' ? 'web' : 'dist/web');

/** What the server puts into the app's page, for those who read it before or without its scripts. */
export interface Content {
  language: Language;
  title: string;
  head: Html;
  body: Html;
}

const unbuilt = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Foyer</title>
  </head>
  <body>
    <div id="root"></div>
  </body>
</html>
`;

/** The web app's one page, `index.markup`: as it is, or with content that the app replaces once it runs. */
export class AppPage {
  private readonly parts: readonly [string, string, string, string];

  constructor(private readonly page: string) {
    const found =
      /^([^]*?)<html lang="en"([^]*?)<title>Foyer<\/title>([^]*?)<div id="root"><\/div>([^]*)$/.exec(page);
    if (!found) throw new Error('index.html is not as pages.ts knows it');
    const [, start = '', head = '', middle = '', end = ''] = found;
    this.parts = [start, head, middle, end];
  }

  /** The built one; a bare one where the web app was not built. */
  static load(): { page: AppPage; built: boolean } {
    const file = path.join(webFolder, 'index.html');
    const built = fs.existsSync(file);
    return { page: new AppPage(built ? fs.readFileSync(file, 'utf8') : unbuilt), built };
  }

  /** Without content. */
  get bare(): string {
    return this.page;
  }

  with({ language, title, head, body }: Content): string {
    const [start, first, middle, end] = this.parts;
    const inHead = markup`<title>${title}</title>
    ${head}`;
    const inBody = markup`<div id="root" data-content>${body}</div>`;
    return `${start}<html lang="${language}"${first}${inHead.text}${middle}${inBody.text}${end}`;
  }
}
