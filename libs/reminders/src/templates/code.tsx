import { Text } from 'react-email';
import { Action, Paragraph, Small } from './layout.js';
import type { MailPage } from './page.js';
import type { Reader } from './reader.js';

export interface CodeToMail {
  code: string;
  validForMinutes: number;
  /** A page whose button spends the code. */
  link: string;
}

/** A sign-in code. */
export function codePage(reader: Reader, { code, validForMinutes, link }: CodeToMail): MailPage {
  const { say } = reader;
  const valid = say('code.valid', { count: validForMinutes });
  return {
    subject: say('code.subject', { code }),
    preview: valid,
    title: say('code.title'),
    body: (
      <>
        <Paragraph>{say('code.intro')}</Paragraph>
        <Text
          style={{
            backgroundColor: '#f4f2ee',
            borderRadius: 8,
            color: '#26241f',
            fontFamily: 'ui-monospace, "DejaVu Sans Mono", monospace',
            fontSize: 32,
            letterSpacing: 6,
            lineHeight: '40px',
            margin: '0 0 16px',
            padding: '12px 16px',
            textAlign: 'center',
          }}
        >
          {code}
        </Text>
        <Paragraph>{valid}</Paragraph>
        <Action url={link}>{say('code.button')}</Action>
        <Small>{say('code.ignore')}</Small>
      </>
    ),
  };
}
