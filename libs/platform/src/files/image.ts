import { images } from '@foyer/contracts';
import { Problem } from '../problem/problem.js';
import { safeName, type CheckedFile } from './checked-file.js';

export interface ImageOptions {
  /** Cut to a square around what stands out: for faces. Else it is only made to fit. */
  square?: boolean;
  /** The longest side that is kept. */
  maxPixels?: number;
}

const maxMegapixels = 50;
const smallPixels = 160;
const formats = ['jpeg', 'png', 'webp'];

/** Uploads are rare and machines small: read at the first one, without a cache of pictures, one thread for each. */
async function decoder(): Promise<typeof import('sharp').default> {
  const { default: sharp } = await import('sharp');
  sharp.cache(false);
  sharp.concurrency(1);
  return sharp;
}

/** One picture at a time is decoded in a process: each may need 150 MB for a moment. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Decodes a picture and makes a new one of its pixels: upright, not larger than needed, as WebP. Whatever else the
 * file held (place and time, another file at its end) is not in it.
 * @throws Problem file_type when it is not a JPEG, PNG or WebP that can be decoded whole; image_too_large
 */
export async function checkImage(file: File, options: ImageOptions = {}): Promise<CheckedFile> {
  const bytes = Buffer.from(await file.arrayBuffer());
  if (bytes.length > images.maxBytes)
    throw new Problem('file_too_large', { megabytes: images.maxBytes / 1_000_000 });
  if (!looksRight(bytes)) throw new Problem('file_type');
  const mine = last.then(() => render(bytes, options));
  last = mine.catch(() => undefined);
  const made = await mine;
  return { ...made, kind: 'image', mediaType: 'image/webp', name: safeName(file.name, 'webp') };
}

async function render(bytes: Buffer, { square = false, maxPixels = 1_600 }: ImageOptions) {
  const sharp = await decoder();
  try {
    const { format, width: wide, height: high } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (!formats.includes(format)) throw new Problem('file_type');
    if (wide * high > maxMegapixels * 1_000_000)
      throw new Problem('image_too_large', { megapixels: maxMegapixels });
    const shape = square
      ? ({ fit: 'cover', position: 'attention' } as const)
      : ({ fit: 'inside', withoutEnlargement: true } as const);
    const side = square ? Math.min(maxPixels, wide, high) : maxPixels;
    const { data, info } = await sharp(bytes, {
      limitInputPixels: maxMegapixels * 1_000_000,
      failOn: 'error',
    })
      .autoOrient()
      .resize({ width: side, height: side, ...shape })
      .webp({ quality: 84 })
      .toBuffer({ resolveWithObject: true });
    const small = await sharp(data)
      .resize({ width: smallPixels, height: smallPixels, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer();
    return { bytes: data, small, width: info.width, height: info.height };
  } catch (error) {
    if (error instanceof Problem) throw error;
    // Whatever the decoder stumbled over, the file is not one that we can show.
    throw new Problem('file_type');
  }
}

/** JPEG, PNG or WebP by their first bytes; SVG, GIF, AVIF and the rest never reach a decoder. */
function looksRight(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 12).toString('latin1');
  return (
    head.startsWith('\xff\xd8\xff') ||
    head.startsWith('\x89PNG\r\n\x1a\n') ||
    (head.startsWith('RIFF') && head.endsWith('WEBP'))
  );
}
