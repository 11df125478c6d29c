import { Container, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router';

interface PageProps {
  /** The heading and the title of the browser's tab. */
  title: string;
  /** The heading's language, where it is not the page's. */
  titleLang?: string | undefined;
  intro?: ReactNode;
  /** Above the heading: a logo, what the page belongs to. */
  above?: ReactNode;
  /** Sets the head of the page apart. */
  headClass?: string;
  /** Beside the heading: the page's one main action. */
  action?: ReactNode;
  /** `form` for one column of fields, `wide` for desks and tables. */
  width?: 'narrow' | 'form' | 'normal' | 'wide';
  children?: ReactNode;
}

const widths = { narrow: 520, form: 680, normal: 960, wide: 1360 };

/**
 * The frame of every page: title, heading and the focus. After a change of page the focus goes to the heading,
 * so that a screen reader says where one is and the keyboard goes on from there.
 */
export function Page({
  title,
  titleLang,
  intro,
  above,
  headClass,
  action,
  width = 'normal',
  children,
}: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { key, pathname } = useLocation();
  useEffect(() => {
    document.title = `${title} · Foyer`;
  }, [title]);
  useEffect(() => {
    // `default` is the page that the browser itself loaded: there the focus is the browser's.
    if (key !== 'default') heading.current?.focus({ preventScroll: true });
    // A search or a choice changes the address, too, and is still under somebody's hands.
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- at another page, not at every address
  }, [pathname]);
  return (
    <Container size={widths[width]} py={{ base: 'lg', sm: 'xl' }} px={{ base: 'md', sm: 'lg' }}>
      <Stack gap="lg">
        <Group justify="space-between" align="flex-start" gap="md" className={headClass ?? ''}>
          <Stack gap="xs" flex="1 1 280px" miw={0}>
            {above}
            <Title order={1} ref={heading} tabIndex={-1} lang={titleLang} className="page-title">
              {title}
            </Title>
            {typeof intro === 'string' ? <Text c="dimmed">{intro}</Text> : intro}
          </Stack>
          {action}
        </Group>
        {children}
      </Stack>
    </Container>
  );
}
