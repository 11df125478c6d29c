import { Container, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Bell } from '../notifications/Bell.js';
import { AccountMenu } from './AccountMenu.js';
import { LanguageMenu } from './LanguageMenu.js';
import { Logo } from './Logo.js';
import { SchemeMenu } from './SchemeMenu.js';

export function Header() {
  const { t } = useTranslation();
  return (
    <header className="foyer-header no-print">
      <Container size={1360} px={{ base: 'md', sm: 'lg' }}>
        <Group justify="space-between" gap="xs" py={6} wrap="nowrap">
          <nav aria-label={t('nav.main')}>
            <Link to="/" className="foyer-logo">
              <Logo />
              <span>Foyer</span>
            </Link>
          </nav>
          <Group gap={4} wrap="nowrap">
            <LanguageMenu />
            <SchemeMenu />
            <Bell />
            <AccountMenu />
          </Group>
        </Group>
      </Container>
    </header>
  );
}
