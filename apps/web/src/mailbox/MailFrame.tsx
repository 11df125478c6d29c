import { useTranslation } from 'react-i18next';

/**
 * A mail as a mail program would show it. The sandbox lets nothing in it run and nothing reach this page; links
 * open outside it, for people follow them.
 */
export function MailFrame({ html }: { html: string }) {
  const { t } = useTranslation('mailbox');
  return (
    <iframe
      className="mail-frame"
      title={t('frame')}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      srcDoc={withLinksOutside(html)}
    />
  );
}

/** Every link opens in a tab of its own. */
function withLinksOutside(html: string): string {
  const base = '<base target="_blank">';
  const head = /<head[^>]*>/i;
  return head.test(html) ? html.replace(head, (tag) => tag + base) : base + html;
}
