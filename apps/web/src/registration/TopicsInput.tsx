import { TagsInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvent } from '../events/use-event.js';
import { useCall } from '../server/api.js';
import { useLanguage } from '../ui/use-reader.js';
import { fieldId } from './draft.js';

const fewestLetters = 2;
const typingMilliseconds = 250;
const mostTopics = 20;

interface TopicsInputProps {
  field: 'offers' | 'needs';
  value: string[];
  onChange: (topics: string[]) => void;
  label: string;
  error: string | false | undefined;
}

/** Topics in one's own words; after two letters it suggests those that others here have used. */
export function TopicsInput({ field, label, value, onChange, error }: TopicsInputProps) {
  const { t } = useTranslation('registration');
  const { event } = useEvent();
  const language = useLanguage();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), typingMilliseconds);
  const found = useCall(
    'suggestTopics',
    { params: { event: event.slug }, query: { search, language } },
    { enabled: search.length >= fewestLetters, staleTime: 60_000 },
  );
  return (
    <TagsInput
      id={fieldId(field)}
      size="md"
      label={label}
      description={t(`topicWhy.${field}`)}
      value={value}
      onChange={onChange}
      searchValue={typed}
      onSearchChange={setTyped}
      data={search.length >= fewestLetters ? (found.data?.topics ?? []) : []}
      // A topic is found by its name in any language, and offered by that of the reader.
      filter={({ options }) => options}
      splitChars={[',', ';']}
      maxTags={mostTopics}
      isDuplicate={(topic, topics) => topics.some((one) => one.toLowerCase() === topic.toLowerCase())}
      error={error}
    />
  );
}
