import { ActionIcon, Button, Menu, Skeleton, VisuallyHidden } from '@mantine/core';
import { IconBell, IconLogin2, IconLogout, IconMail, IconUserCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { api } from '../server/api.js';
import { useIdentityChanged, useMe } from '../server/me.js';
import { PersonAvatar } from '../ui/PersonAvatar.js';
import { tellHereNoMore } from '../push/push.js';
import { notifyProblem } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';

export function AccountMenu() {
  const { t } = useTranslation(['common', 'reminders']);
  const { me, demo } = useMe();
  const { pathname, search } = useLocation();
  const identityChanged = useIdentityChanged();
  const navigate = useNavigate();
  const problemText = useProblemText();

  async function signOut() {
    try {
      await api.call('signOut');
      tellHereNoMore().catch(() => undefined);
      await navigate('/');
      await identityChanged(null);
    } catch (error) {
      notifyProblem(problemText(error));
    }
  }

  if (me === undefined) return <Skeleton height={44} width={44} circle />;
  if (me === null) {
    const next = pathname.startsWith('/sign-in') ? '' : `?next=${encodeURIComponent(pathname + search)}`;
    return (
      <Button
        component={Link}
        to={`/sign-in${next}`}
        leftSection={<IconLogin2 size={18} aria-hidden />}
        px="sm"
      >
        {t('signIn')}
      </Button>
    );
  }
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <ActionIcon radius="xl">
          <PersonAvatar name={me.name || me.email} size={36} />
          <VisuallyHidden>{t('accountOf', { name: me.name || me.email })}</VisuallyHidden>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label fz="md" fw={600} c="var(--mantine-color-text)">
          {me.name || me.email}
        </Menu.Label>
        <Menu.Label fz="sm" pt={0}>
          {me.email}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item
          component={Link}
          to="/account"
          mih={44}
          leftSection={<IconUserCircle size={18} aria-hidden />}
        >
          {t('account')}
        </Menu.Item>
        <Menu.Item
          component={Link}
          to="/account/notifications"
          mih={44}
          leftSection={<IconBell size={18} aria-hidden />}
        >
          {t('reminders:settings.title')}
        </Menu.Item>
        {demo && (
          <Menu.Item component={Link} to="/mail" mih={44} leftSection={<IconMail size={18} aria-hidden />}>
            {t('nav.mailbox')}
          </Menu.Item>
        )}
        <Menu.Item mih={44} leftSection={<IconLogout size={18} aria-hidden />} onClick={() => void signOut()}>
          {t('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
