import { Anchor, Button, FileButton, Group, Input, Progress, Stack, Text } from '@mantine/core';
import type { UploadRule } from '@foyer/contracts';
import { IconFile, IconTrash, IconUpload } from '@tabler/icons-react';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from './Problem.js';
import { useUpload, type SendFile, type Upload } from './use-upload.js';
import './file-input.css';

interface FileInputProps {
  label: ReactNode;
  /** What it is for; types and size are said below by themselves. */
  description?: ReactNode;
  rule: UploadRule;
  /** What files it takes, in words, where the usual ones are not it. */
  kinds?: string;
  /** What is there now; with an address its name is a link. */
  value: { name: string; href?: string } | null;
  onSend: SendFile;
  onRemove?: () => Promise<unknown>;
  error?: ReactNode;
  required?: boolean;
  /** Nothing is said when it is done: where it is only sent with the rest of a form. */
  quiet?: boolean;
}

/** One file: chosen or dropped, sent at once with its progress, replaced, removed. */
export function FileInput({ value, rule, onSend, onRemove, quiet, ...field }: FileInputProps) {
  const { t } = useTranslation('files');
  const upload = useUpload(rule, onSend, onRemove, quiet);
  return (
    <FileFrame {...field} rule={rule} upload={upload} name={value?.name ?? null}>
      {value && (
        <Group gap="xs" wrap="nowrap">
          <IconFile size={20} aria-hidden className="no-shrink" />
          {value.href ? <Anchor href={value.href}>{value.name}</Anchor> : <Text>{value.name}</Text>}
        </Group>
      )}
      {!value && upload.share === null && <Text c="dimmed">{t('drop')}</Text>}
    </FileFrame>
  );
}

interface FileFrameProps extends Pick<
  FileInputProps,
  'label' | 'description' | 'rule' | 'kinds' | 'error' | 'required'
> {
  upload: Upload;
  /** Of the file that is there; null: none. */
  name: string | null;
  /** What stands before the buttons: the file's name, a picture. */
  children: ReactNode;
}

/** What the inputs of files and of pictures have in common. */
export function FileFrame({
  label,
  description,
  rule,
  kinds,
  error,
  required = false,
  upload,
  name,
  children,
}: FileFrameProps) {
  const { t } = useTranslation('files');
  const id = useId();
  const image = rule.kind === 'image';
  const megabytes = rule.maxBytes / 1_000_000;
  const { share } = upload;
  return (
    <Input.Wrapper
      id={id}
      label={label}
      withAsterisk={required}
      error={error}
      size="md"
      description={
        <>
          {description} {kinds ?? t(image ? 'imageHint' : 'documentHint', { megabytes })}
        </>
      }
    >
      <Stack
        gap="sm"
        mt={6}
        p="sm"
        className="file-drop"
        data-over={upload.over || undefined}
        {...upload.dropZone}
      >
        <Group gap="md">
          {children}
          {share === null ? (
            <Group
              gap="xs"
              ms={name ? 'auto' : undefined}
              className={name || image ? undefined : 'file-first'}
            >
              <FileButton onChange={upload.choose} accept={accepted(rule)}>
                {(button) => (
                  <Button
                    {...button}
                    id={id}
                    variant="default"
                    leftSection={<IconUpload size={20} aria-hidden />}
                  >
                    {t(name ? 'replace' : image ? 'chooseImage' : 'choose')}
                  </Button>
                )}
              </FileButton>
              {name && upload.remove && (
                <Button
                  variant="subtle"
                  color="red"
                  leftSection={<IconTrash size={20} aria-hidden />}
                  onClick={upload.remove}
                  aria-label={t('removeName', { name })}
                >
                  {t('remove')}
                </Button>
              )}
            </Group>
          ) : (
            <Button variant="subtle" ms="auto" onClick={upload.cancel}>
              {t('cancel')}
            </Button>
          )}
        </Group>
        {share !== null && (
          <Stack gap={4}>
            <Progress value={share * 100} aria-label={t('sending', { percent: Math.round(share * 100) })} />
            <Text size="sm" c="dimmed" className="tabular">
              {t('sending', { percent: Math.round(share * 100) })}
            </Text>
          </Stack>
        )}
        <Problem error={upload.error} />
      </Stack>
    </Input.Wrapper>
  );
}

/** Endings stand beside the types: devices do not know them all. */
function accepted(rule: UploadRule): string {
  const endings = {
    image: [],
    document: ['.pdf', '.docx', '.xlsx', '.pptx', '.odt', '.ods', '.odp', '.txt'],
    table: ['.csv', '.tsv', '.txt', '.xlsx', '.json', '.xml', '.ics', '.xcs', '.xcal'],
  };
  return [...rule.mediaTypes, ...endings[rule.kind]].join(',');
}
