import { Badge, Button, Group, Select, Stack, Switch, Text, Title } from '@mantine/core';
import type { Category } from '@foyer/contracts';
import { IconPencil, IconPlus, IconTags, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { TextsInput } from '../manage/TextsInput.js';
import { useLocalised } from '../ui/use-reader.js';
import { categoryTemplate } from './category-template.js';
import type { EditorProps } from './FormEditor.js';
import { moved, newCategory } from './form-draft.js';
import { ItemList } from './ItemList.js';

/** Which kinds of participants there are. What people are in is hidden or merged, never lost. */
export function CategoriesEditor({ draft, use, change, open, setOpen, wrong, tried }: EditorProps) {
  const { t } = useTranslation('form');
  const { event } = useEvent();
  const say = useLocalised(event.languages[0]);
  const { categories } = draft;
  const people = ({ key }: Category): number => use.categories[key] ?? 0;
  const update = (index: number, part: Partial<Category>): void =>
    change({ categories: categories.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  const used = categories.filter((category) => people(category) > 0);

  async function fillIn(): Promise<void> {
    const made = await categoryTemplate(event.languages);
    change({ categories: [...used, ...made.filter(({ key }) => !used.some((one) => one.key === key))] });
  }
  /** Its people go into another one, and so do the conditions that ask for it. */
  function merge(from: string, into: string): void {
    const instead = (key: string): string => (key === from ? into : key);
    change({
      categories: categories.filter(({ key }) => key !== from),
      moves: [...draft.moves.map((move) => ({ ...move, into: instead(move.into) })), { from, into }],
      questions: draft.questions.map((question) => ({
        ...question,
        categories: [...new Set(question.categories.map(instead))],
        condition: question.condition && {
          ...question.condition,
          tests: question.condition.tests.map((test) =>
            test.of === 'category' && test.value === from ? { ...test, value: into } : test,
          ),
        },
      })),
    });
  }
  return (
    <Stack gap="sm" component="section" aria-labelledby="form-categories">
      <Title order={2} id="form-categories">
        {t('section.categories')}
      </Title>
      <Text c="dimmed">{t('category.text')}</Text>
      <ItemList
        items={categories}
        title={({ label }) => say(label)}
        about={(category) => (
          <Group gap="xs">
            {category.hidden && <Badge color="gray">{t('category.isHidden')}</Badge>}
            <Text size="sm" c="dimmed">
              {t('category.people', { count: people(category) })}
            </Text>
          </Group>
        )}
        open={open}
        wrong={(index) => wrong.has(`categories/${index}`)}
        onMove={(from, to) => change({ categories: moved(categories, from, to) })}
        actions={(category, index) => {
          const name = say(category.label) || t('untitled');
          const isOpen = open === category.key;
          return (
            <>
              <Button
                variant="default"
                leftSection={<IconPencil size={20} aria-hidden />}
                aria-expanded={isOpen}
                aria-label={t(isOpen ? 'closeName' : 'editName', { name })}
                onClick={() => setOpen(isOpen ? null : category.key)}
              >
                {t(isOpen ? 'done' : 'edit')}
              </Button>
              {people(category) === 0 && categories.length > 1 && (
                <Button
                  variant="subtle"
                  color="red"
                  leftSection={<IconTrash size={20} aria-hidden />}
                  aria-label={t('removeName', { name })}
                  onClick={() => change({ categories: categories.filter((_, at) => at !== index) })}
                >
                  {t('remove')}
                </Button>
              )}
            </>
          );
        }}
        editor={(category, index) => (
          <>
            <TextsInput
              label={t('category.label')}
              languages={event.languages}
              value={category.label}
              onChange={(label) => update(index, { label })}
              error={tried && !Object.values(category.label).some((words) => words.trim()) && t('missing')}
            />
            <TextsInput
              label={t('category.example')}
              languages={event.languages}
              value={category.example ?? {}}
              onChange={(example) => update(index, { example })}
            />
            <Switch
              size="md"
              label={t('category.hide')}
              description={t('category.hideHint')}
              checked={category.hidden ?? false}
              onChange={(toggled) => update(index, { hidden: toggled.currentTarget.checked })}
            />
            {people(category) > 0 && (
              <Stack gap="xs">
                <Text size="sm">{t('category.inUse', { count: people(category) })}</Text>
                {categories.length > 1 && (
                  <Select
                    label={t('category.merge')}
                    placeholder={t('category.mergeInto')}
                    value={null}
                    data={categories
                      .filter(({ key }) => key !== category.key)
                      .map(({ key, label }) => ({ value: key, label: say(label) || t('untitled') }))}
                    onChange={(into) => into && merge(category.key, into)}
                  />
                )}
              </Stack>
            )}
          </>
        )}
      />
      {draft.moves.length > 0 && (
        <Text role="status">{t('category.moves', { count: draft.moves.length })}</Text>
      )}
      <Group>
        <Button
          leftSection={<IconPlus size={20} aria-hidden />}
          onClick={() => {
            const category = newCategory();
            change({ categories: [...categories, category] });
            setOpen(category.key);
          }}
        >
          {t('category.add')}
        </Button>
        {used.length === categories.length ? null : (
          <Button
            variant="default"
            leftSection={<IconTags size={20} aria-hidden />}
            onClick={() => void fillIn()}
          >
            {t('category.template')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
