import type { Language } from '@foyer/contracts';
import type { CSSProperties, ReactNode } from 'react';
import { Body, Button, Container, Head, Heading, Hr, Html, Link, Preview, Section, Text } from 'react-email';

const ink = '#26241f';
const quiet = '#56524a';
/** The colour of what one can press. */
export const accent = '#0f6460';
const font = '"Noto Sans", "Noto Sans Georgian", "Segoe UI", system-ui, sans-serif';
const paragraph: CSSProperties = { fontSize: 16, lineHeight: '24px', color: ink, margin: '0 0 16px' };
const small: CSSProperties = { fontSize: 13, lineHeight: '20px', color: quiet, margin: '0 0 8px' };

/** What every mail looks like. */
export function Layout({
  language,
  preview,
  title,
  children,
  footer,
}: {
  language: Language;
  /** What a list of mails shows beside the subject. */
  preview: string;
  title: string;
  children: ReactNode;
  footer?: ReactNode;
}) {
  return (
    <Html lang={language}>
      <Head>
        <meta name="color-scheme" content="light dark" />
      </Head>
      <Preview>{preview}</Preview>
      <Body style={{ backgroundColor: '#f4f2ee', fontFamily: font, margin: 0, padding: '24px 12px' }}>
        <Container
          // A long address would make the table, and with it the whole mail, wider than a screen.
          style={{
            ...{ backgroundColor: '#ffffff', borderRadius: 12, maxWidth: 560, padding: '32px 28px' },
            wordBreak: 'break-word',
          }}
        >
          <Heading
            as="h1"
            style={{ fontSize: 24, lineHeight: '30px', fontWeight: 650, color: ink, margin: '0 0 20px' }}
          >
            {title}
          </Heading>
          {children}
          {footer && (
            <>
              <Hr style={{ borderColor: '#e9e6e0', margin: '28px 0 16px' }} />
              {footer}
            </>
          )}
        </Container>
      </Body>
    </Html>
  );
}

export function Paragraph({ children }: { children: ReactNode }) {
  return <Text style={paragraph}>{children}</Text>;
}
export function Small({ children }: { children: ReactNode }) {
  return <Text style={small}>{children}</Text>;
}

/** The one thing to do. */
export function Action({ url, children }: { url: string; children: ReactNode }) {
  return (
    <Section style={{ margin: '8px 0 20px' }}>
      <Button
        href={url}
        style={{
          backgroundColor: accent,
          borderRadius: 8,
          color: '#ffffff',
          fontSize: 16,
          fontWeight: 600,
          padding: '12px 20px',
        }}
      >
        {children}
      </Button>
    </Section>
  );
}

/** Something with a time: its name, then when it is. */
export function Block({ name, lines }: { name?: string; lines: readonly string[] }) {
  return (
    <Section
      style={{
        borderLeft: `3px solid ${accent}`,
        margin: '0 0 16px',
        padding: '2px 0 2px 14px',
      }}
    >
      {name && (
        <Text style={{ ...paragraph, fontWeight: 650, margin: '0 0 4px', overflowWrap: 'anywhere' }}>
          {name}
        </Text>
      )}
      {lines.map((line) => (
        <Text key={line} style={{ ...paragraph, fontSize: 15, margin: 0 }}>
          {line}
        </Text>
      ))}
    </Section>
  );
}

/** Somebody's own words. */
export function Quote({ children }: { children: string }) {
  return (
    <Text
      style={{
        ...paragraph,
        backgroundColor: '#faf9f7',
        borderRadius: 8,
        overflowWrap: 'anywhere',
        padding: '12px 14px',
        whiteSpace: 'pre-line',
      }}
    >
      {children}
    </Text>
  );
}

/** Why somebody gets this, and how it stops. */
export function StopFooter({ why, stop, url }: { why: string; stop: string; url: string }) {
  return (
    <>
      <Small>{why}</Small>
      <Small>
        <Link href={url} style={{ color: quiet, textDecoration: 'underline' }}>
          {stop}
        </Link>
      </Small>
    </>
  );
}
