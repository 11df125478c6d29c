import { expect, it } from '@jest/globals';
import { embedOf, playerOf } from './players.js';

it.each([
  ['https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=12', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'],
  ['https://youtu.be/dQw4w9WgXcQ', 'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ'],
  [
    'https://www.youtube.com/live/dQw4w9WgXcQ?feature=share',
    'https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ',
  ],
  ['https://vimeo.com/76979871', 'https://player.vimeo.com/video/76979871?dnt=1'],
  ['https://vimeo.com/76979871/8272103f6e', 'https://player.vimeo.com/video/76979871?dnt=1&h=8272103f6e'],
  [
    'https://player.vimeo.com/video/76979871?h=8272103f6e',
    'https://player.vimeo.com/video/76979871?dnt=1&h=8272103f6e',
  ],
  ['https://meet.jit.si/SamtskheClusters', 'https://meet.jit.si/SamtskheClusters'],
])('lays %s into a page', (address, embedded) => {
  expect(embedOf(address)).toBe(embedded);
});

it.each([
  'https://www.youtube.com/@samtskhe/live',
  'https://vimeo.com/event/4154130',
  'https://sub.meet.jit.si/Room',
  'https://zoom.us/j/123456789',
  'https://www.twitch.tv/samtskhe',
])('opens %s in a window of its own', (address) => {
  expect(playerOf(address)).not.toBeNull();
  expect(embedOf(address)).toBeNull();
});

it.each([
  'https://youtube.com.example.org/watch?v=dQw4w9WgXcQ',
  'http://www.youtube.com/watch?v=dQw4w9WgXcQ',
  'https://who:me@vimeo.com/76979871',
  'https://example.org/video',
  'javascript:alert(1)',
  'no address',
])('lets %s in nowhere', (address) => {
  expect(playerOf(address)).toBeNull();
  expect(embedOf(address)).toBeNull();
});
