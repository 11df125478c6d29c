import { Button, Menu } from '@mantine/core';
import { Language, languages } from '@foyer/contracts';
import { languageNames } from '@foyer/locales';
import { IconLanguage } from '@tabler/icons-react';
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
        <Menu.RadioGroup
          value={current}
          onChange={(value) => {
            choose(Language.parse(value)).catch((error: unknown) => notifyProblem(problemText(error)));
          }}
        >
          {languages.map((language) => (
            <Menu.RadioItem key={language} value={language} lang={language} mih={44} closeMenuOnClick>
              {languageNames[language]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
