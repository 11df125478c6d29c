import { Stack, Textarea, TextInput } from '@mantine/core';
import { LocalisedText, type Language } from '@foyer/contracts';
import { languageNames } from '@foyer/locales';

interface TextsInputProps {
  label: string;
  languages: readonly Language[];
  value: LocalisedText;
  onChange: (value: LocalisedText) => void;
  /** Said at the first language, which everybody falls back to. */
  error?: string | false;
  /** Explains the first of them. */
  description?: string;
  /** Whether the first of them has to be written. */
  required?: boolean;
  lines?: boolean;
  /** The first of them has the focus when the dialog opens. */
  focused?: boolean;
  /** Characters. */
  max?: number;
  /** Names the language also where there is only one: the others stand elsewhere. */
  named?: boolean;
}

/** One text in the event's languages, the first of which readers fall back to. */
export function TextsInput({
  label,
  languages,
  value,
  onChange,
  error,
  description,
  required = false,
  lines = false,
  focused = false,
  max = 2_000,
  named = false,
}: TextsInputProps) {
  return (
    <Stack gap="xs">
      {languages.map((language, index) => {
        const field = {
          label: languages.length > 1 || named ? `${label} (${languageNames[language]})` : label,
          lang: language,
          maxLength: max,
          value: value[language] ?? '',
          onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
            onChange({ ...value, [language]: currentTarget.value }),
          error: index === 0 && error,
          description: index === 0 && description,
          required: index === 0 && required,
          ...(focused && index === 0 ? { 'data-autofocus': true } : {}),
        };
        return lines ? (
          <Textarea key={language} autosize minRows={2} {...field} />
        ) : (
          <TextInput key={language} {...field} />
        );
      })}
    </Stack>
  );
}

/** Without the languages in which nothing was written. */
export function written(value: LocalisedText): LocalisedText {
  return LocalisedText.parse(
    Object.fromEntries(Object.entries(value).filter(([, text]) => text.trim() !== '')),
  );
}
