import { Anchor, Input, Text } from '@mantine/core';
import { documents } from '@foyer/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useEvent } from '../events/use-event.js';
import { api } from '../server/api.js';
import { FileInput } from '../ui/FileInput.js';
import type { FieldWords, QuestionInputProps } from './QuestionInput.js';

/** A file as an answer: sent at once, named in the form, kept only with it. */
export function AnswerFileInput({
  question,
  value,
  onChange,
  files,
  anonymous,
  preview,
  field,
}: QuestionInputProps & { field: FieldWords }) {
  const { t } = useTranslation('form');
  const { event } = useEvent();
  const [sent, setSent] = useState<{ id: string; name: string } | null>(null);
  const params = { event: event.slug };
  const { id, ...words } = field;
  if (anonymous || preview) {
    return (
      <Input.Wrapper {...words} size="md">
        <Text c="dimmed" mt="xs">
          {preview ? (
            t('filePreview')
          ) : (
            <Anchor component={Link} to={`/sign-in?next=${encodeURIComponent(`/e/${event.slug}/register`)}`}>
              {t('fileSignIn')}
            </Anchor>
          )}
        </Text>
      </Input.Wrapper>
    );
  }
  const known = [...(sent ? [sent] : []), ...files].find((file) => file.id === value);
  return (
    <div id={id} tabIndex={-1}>
      <FileInput
        {...words}
        rule={documents}
        required={question.required}
        value={
          typeof value === 'string' && value !== ''
            ? { name: known?.name ?? t('fileNamed'), href: `/api/files/${value}` }
            : null
        }
        onSend={async (file, options) => {
          const info = await api.call('uploadAnswerFile', { params, body: file }, options);
          setSent(info);
          onChange(info.id);
        }}
        onRemove={() => Promise.resolve(onChange(undefined))}
      />
    </div>
  );
}
