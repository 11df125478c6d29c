import { Card, Stack, Text, Title } from '@mantine/core';
import { importFiles, type FileInfo } from '@foyer/contracts';
import { useEvent } from '../events/use-event.js';
import { api } from '../server/api.js';
import { FileInput } from '../ui/FileInput.js';

interface FileCardProps {
  title: string;
  text: string;
  label: string;
  /** What files it takes. */
  kinds: string;
  onFile: (file: FileInfo) => void;
}

/** The beginning of an import: what it is for, and the file. */
export function FileCard({ title, text, label, kinds, onFile }: FileCardProps) {
  const { event } = useEvent();
  return (
    <Card component="section" className="foyer-card" padding="lg">
      <Stack>
        <Title order={2}>{title}</Title>
        <Text>{text}</Text>
        <FileInput
          label={label}
          kinds={kinds}
          rule={importFiles}
          value={null}
          onSend={async (file, options) =>
            onFile(await api.call('uploadImport', { params: { event: event.slug }, body: file }, options))
          }
        />
      </Stack>
    </Card>
  );
}
