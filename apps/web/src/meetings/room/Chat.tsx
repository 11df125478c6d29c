import { Button, Card, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import type { Meeting, RoomMessage } from '@foyer/contracts';
import { IconSend } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { live } from '../../server/live.js';
import { Problem } from '../../ui/Problem.js';

interface ChatProps {
  meeting: Meeting;
  messages: Readonly<Record<string, RoomMessage>> | undefined;
}

/** What they write to each other: for links, for names, and for whoever has no sound. Gone when the room closes. */
export function Chat({ meeting, messages = {} }: ChatProps) {
  const { t } = useTranslation('meetingRoom');
  const [text, setText] = useState('');
  const [error, setError] = useState<unknown>(null);
  const nameOf = (id: string) => meeting.participants.find(({ person }) => person === id)?.name ?? '';
  // Ids rise with time.
  const said = Object.entries(messages).sort(([one], [other]) => (one < other ? -1 : 1));
  const send = (event: FormEvent) => {
    event.preventDefault();
    const wanted = text.trim();
    if (wanted === '') return;
    setText('');
    setError(null);
    live.command('meetingRoom.say', { meeting: meeting.id, text: wanted }).catch((problem: unknown) => {
      setError(problem);
      setText(wanted);
    });
  };
  return (
    <Card component="section" className="foyer-card" aria-labelledby="room-chat">
      <Stack gap="sm">
        <Title order={2} size="h3" id="room-chat">
          {t('chat.title')}
        </Title>
        <div role="log" aria-labelledby="room-chat">
          <ol className="plain-list room-messages">
            {said.map(([id, { person, text: words }]) => (
              <li key={id}>
                <Text size="sm" fw={600}>
                  {nameOf(person)}
                </Text>
                <Text className="room-words">{words}</Text>
              </li>
            ))}
          </ol>
        </div>
        {said.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('chat.empty')}
          </Text>
        )}
        <Problem error={error} />
        <form onSubmit={send}>
          <Group gap="xs" align="flex-end" wrap="nowrap">
            <TextInput
              label={t('chat.label')}
              value={text}
              maxLength={1_000}
              onChange={({ currentTarget }) => setText(currentTarget.value)}
              flex={1}
            />
            <Button type="submit" variant="default" leftSection={<IconSend size={20} aria-hidden />}>
              {t('chat.send')}
            </Button>
          </Group>
        </form>
      </Stack>
    </Card>
  );
}
