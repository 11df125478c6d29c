import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import { accentOf } from '@foyer/contracts';
import satori, { type Font } from 'satori';
import sharp from 'sharp';
import { whenLine } from './event-head.js';
import type { Reading } from './reading.js';

const width = 1_200;
const height = 630;
const ours = '#0f6460';
const ink = '#26241f';
const soft = '#56524a';
const door =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="48" height="48"><rect width="32" height="32" rx="8" fill="COLOUR"/><path d="M9 25V9a2 2 0 0 1 2-2h7v18M18 25h5V12h-5" fill="none" stroke="#fff" stroke-width="2.4" stroke-linejoin="round"/><circle cx="14.6" cy="16.4" r="1.5" fill="#fff"/></svg>';

/** A large number and what it is of. */
export interface ShareFigure {
  label: string;
  value: string;
}

/**
 * The picture that stands beside a passed-on link: title, days, place, colour and logo. PNG.
 * @param figures what came of the event, where it is the link to its summary: three fit
 */
export async function shareImage(
  reading: Reading,
  logo: Buffer | null,
  figures: readonly ShareFigure[] = [],
): Promise<Buffer> {
  const svg = await satori(await card(reading, logo, figures.slice(0, 3)), {
    width,
    height,
    fonts: await fonts(),
  });
  return sharp(Buffer.from(svg)).png({ compressionLevel: 9, palette: true }).toBuffer();
}

/** A picture node as satori takes it from React; there is no React here. */
type Node = Parameters<typeof satori>[0];

const box = (style: Record<string, unknown>, children?: unknown): Node =>
  ({ type: 'div', props: { style: { display: 'flex', ...style }, children } }) as Node;
const picture = (src: string, style: Record<string, unknown>): Node =>
  ({ type: 'img', props: { src, style, width: style['width'], height: style['height'] } }) as Node;

async function card(reading: Reading, logo: Buffer | null, figures: readonly ShareFigure[]): Promise<Node> {
  const { event, say } = reading;
  const colour = event.colour ? accentOf(event.colour).onLight.colour : ours;
  const title = say(event.title);
  const above = [event.series, event.programme].flatMap((one) => (one ? [say(one.name)] : []));
  const foot = event.venue ? say(event.venue) : '';
  const shown = logo && (await fitted(logo));
  return box({ width, height, backgroundColor: '#ffffff', fontFamily, color: ink }, [
    box({ width: 24, height, backgroundColor: colour }),
    box(
      { flexDirection: 'column', justifyContent: 'space-between', width: width - 24, padding: '56px 72px' },
      [
        box({ justifyContent: 'space-between', alignItems: 'center', height: 110, width: '100%' }, [
          box(
            { fontSize: 28, color: soft, maxWidth: shown ? 640 : 1_000, lineClamp: 2, display: 'block' },
            above.join(' · '),
          ),
          ...(shown ? [picture(shown.src, { width: shown.width, height: shown.height })] : []),
        ]),
        box({ flexDirection: 'column', width: '100%' }, [
          box(
            {
              ...{
                display: 'block',
                fontSize: figures.length ? Math.min(44, sizeFor(title)) : sizeFor(title),
              },
              ...{ fontWeight: 700, lineHeight: 1.2, color: ink },
              ...{
                lineClamp: figures.length ? 2 : 4,
                wordBreak: 'break-word',
                marginBottom: figures.length ? 20 : 28,
              },
            },
            title,
          ),
          box({ fontSize: figures.length ? 28 : 36, color: colour, fontWeight: 700 }, whenLine(reading)),
          ...(figures.length ? [figureRow(figures, colour)] : []),
        ]),
        box(
          { justifyContent: 'space-between', alignItems: 'center', width: '100%', fontSize: 28, color: soft },
          [
            box({ display: 'block', lineClamp: 1, maxWidth: 780 }, foot),
            box({ alignItems: 'center' }, [
              picture(dataUri('svg+xml', Buffer.from(door.replace('COLOUR', colour))), {
                width: 48,
                height: 48,
              }),
              box({ marginLeft: 16, fontWeight: 700, color: ink }, 'Foyer'),
            ]),
          ],
        ),
      ],
    ),
  ]);
}

const figureRow = (figures: readonly ShareFigure[], colour: string): Node =>
  box(
    { marginTop: 28, width: '100%' },
    figures.map(({ label, value }) =>
      box({ flexDirection: 'column', width: 340 }, [
        box({ fontSize: 84, fontWeight: 700, lineHeight: 1.1, color: colour }, value),
        box({ display: 'block', fontSize: 28, color: soft, lineClamp: 2, maxWidth: 320 }, label),
      ]),
    ),
  );

/** Long titles in smaller letters: nothing is cut that four lines can hold. */
function sizeFor(title: string): number {
  if (title.length <= 40) return 76;
  return title.length <= 80 ? 62 : title.length <= 130 ? 50 : 42;
}

async function fitted(logo: Buffer): Promise<{ src: string; width: number; height: number } | null> {
  try {
    const { data, info } = await sharp(logo)
      .resize({ width: 320, height: 110, fit: 'inside', withoutEnlargement: true })
      .png()
      .toBuffer({ resolveWithObject: true });
    return { src: dataUri('png', data), width: info.width, height: info.height };
  } catch {
    // A picture that cannot be drawn is left out; the event is told of without it.
    return null;
  }
}

const dataUri = (type: string, bytes: Buffer): string =>
  `data:image/${type};base64,${bytes.toString('base64')}`;

/** Each is asked for the letters that those before it do not have. */
const families = [
  ['noto-sans', 'latin'],
  ['noto-sans', 'latin-ext'],
  ['noto-sans', 'cyrillic'],
  ['noto-sans', 'cyrillic-ext'],
  ['noto-sans-georgian', 'georgian'],
] as const;
const fontFamily = families.map(([, subset]) => subset).join(', ');
let loaded: Promise<Font[]> | null = null;

function fonts(): Promise<Font[]> {
  const { resolve } = createRequire(import.meta.url);
  loaded ??= Promise.all(
    families.flatMap(([name, subset]) =>
      ([400, 700] as const).map(async (weight): Promise<Font> => {
        const file = resolve(`@fontsource/${name}/files/${name}-${subset}-${weight}-normal.woff`);
        return { name: subset, weight, style: 'normal', data: await fs.readFile(file) };
      }),
    ),
  );
  return loaded;
}
