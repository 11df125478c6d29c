import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CategoriesEditor } from './CategoriesEditor.js';
import { ConsentsEditor } from './ConsentsEditor.js';
import type { Desk, FormDraft, Part } from './form-draft.js';
import { FormPreview } from './FormPreview.js';
import { QuestionsEditor } from './QuestionsEditor.js';

export interface EditorProps {
  draft: FormDraft;
  /** How much hangs on what. */
  use: Desk['use'];
  change: (part: Partial<FormDraft>) => void;
  /** The thing that is open, by its key. */
  open: string | null;
  setOpen: (key: string | null) => void;
  /** `questions/2` … */
  wrong: ReadonlySet<string>;
  tried: boolean;
}

export type Tab = Part | 'preview';
const parts = { questions: QuestionsEditor, categories: CategoriesEditor, consents: ConsentsEditor };

interface FormEditorProps extends EditorProps {
  tab: Tab;
  onTab: (tab: Tab) => void;
  /** There is room for the preview beside it. */
  wide: boolean;
}

/** The parts of the form, one at a time; the preview is one of them where there is no room beside. */
export function FormEditor({ tab, onTab, wide, ...editor }: FormEditorProps) {
  const { t } = useTranslation('form');
  const tabs = [
    ...(['questions', 'categories', 'consents'] as const),
    ...(wide ? [] : (['preview'] as const)),
  ];
  const Part = tab === 'preview' ? null : parts[tab];
  return (
    <Tabs
      value={tab}
      onChange={(value) => {
        const chosen = tabs.find((one) => one === value);
        if (chosen) onTab(chosen);
      }}
      keepMounted={false}
    >
      <Tabs.List mb="md">
        {tabs.map((value) => (
          <Tabs.Tab key={value} value={value} className="form-tab">
            {t(`tab.${value}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={tab}>
        {Part ? <Part {...editor} /> : <FormPreview draft={editor.draft} />}
      </Tabs.Panel>
    </Tabs>
  );
}
