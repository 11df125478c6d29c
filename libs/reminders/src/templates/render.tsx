import { render, toPlainText } from 'react-email';
import type { ReactNode } from 'react';
import { Layout, Paragraph } from './layout.js';
import type { MailPage } from './page.js';
import type { Reader } from './reader.js';

// Never upper-case headings: Georgian would turn into capitals that fonts lack.
const plain = {
  selectors: ['h1', 'h2', 'h3'].map((selector) => ({ selector, options: { uppercase: false } })),
};

/** A page as the two bodies of a mail. */
export async function renderPage(
  reader: Reader,
  page: MailPage,
  greet: string,
  footer?: ReactNode,
): Promise<{ html: string; text: string }> {
  const html = await render(
    <Layout language={reader.language} preview={page.preview} title={page.title} footer={footer}>
      <Paragraph>{greet ? reader.say('greeting', { name: greet }) : reader.say('greetingNobody')}</Paragraph>
      {page.body}
    </Layout>,
  );
  return { html, text: toPlainText(html, plain).trim() };
}
