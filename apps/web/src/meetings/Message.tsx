import { Text } from '@mantine/core';
import type { MeetingRequest } from '@foyer/contracts';

/** The words that came with a request. */
export function Message({ request }: { request: MeetingRequest }) {
  if (!request.message) return null;
  return (
    <Text component="blockquote" className="meeting-message">
      {request.message}
    </Text>
  );
}
