import { Button, Menu } from '@mantine/core';
import { languages } from '@foyer/contracts';
import { languageNames } from '@foyer/locales';
import { IconCheck, IconLanguage } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useChooseLanguage } from '../server/me.js';
import { notifyProblem } from '../ui/notify.js';
import { useProblemText } from '../ui/Problem.js';
import { useLanguage } from '../ui/use-reader.js';

export function LanguageMenu() {
  const { t } = useTranslation();
  const current = useLanguage();
  const choose = useChooseLanguage();
  const problemText = useProblemText();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          px="xs"
          c="var(--mantine-color-text)"
          aria-label={`${t('language')}: ${languageNames[current]}`}
          leftSection={<IconLanguage aria-hidden />}
          classNames={{ section: 'foyer-only-icon' }}
        >
          <span className="from-sm">{languageNames[current]}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            role="menuitemradio"
            aria-checked={language === current}
            mih={44}
            rightSection={language === current ? <IconCheck size={18} aria-hidden /> : undefined}
            onClick={() => choose(language).catch((error: unknown) => notifyProblem(problemText(error)))}
          >
            {languageNames[language]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
