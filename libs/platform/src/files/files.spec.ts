import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documents, images } from '@foyer/contracts';
import { houseCall } from '@foyer/platform';
import { callBy, startRooms, type Rooms } from '@foyer/test-kit';
import sharp from 'sharp';
import { safeName } from './checked-file.js';
import { checkDocument } from './document.js';
import { Files } from './files.js';
import { checkImage } from './image.js';

const file = (content: Uint8Array | string, name: string): File =>
  new File([typeof content === 'string' ? content : Uint8Array.from(content)], name);
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 30, b: 30 } } });
const refused = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'taken',
    (error: { code?: string }) => error.code,
  );

/** A ZIP archive whose entries are stored as they are. */
function zip(entries: Record<string, string>): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(entries)) {
    const body = Buffer.from(content);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt32LE(body.length, 18);
    header.writeUInt32LE(body.length, 22);
    header.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(body.length, 20);
    entry.writeUInt32LE(body.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    local.push(header, Buffer.from(name), body);
    central.push(entry, Buffer.from(name));
    at += 30 + name.length + body.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(entries).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...local, directory, end]);
}
const docx = { '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w/>' };
const pdf = '%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n';

describe('a picture', () => {
  it('is turned upright, cut square, made smaller, and loses where and by what it was taken', async () => {
    const photo = await picture(1_600, 1_000)
      .withExif({ IFD0: { Make: 'Spy camera' }, IFD3: { GPSLatitude: '41/1 43/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(photo).metadata()).exif).toBeDefined();
    const whole = await checkImage(file(photo, 'IMG_0001.JPG'));
    expect(whole).toMatchObject({
      mediaType: 'image/webp',
      name: 'IMG_0001.webp',
      width: 1_000,
      height: 1_600,
    });
    const face = await checkImage(file(photo, 'me.jpg'), { square: true, maxPixels: 800 });
    expect(face).toMatchObject({ width: 800, height: 800 });
    for (const made of [face.bytes, face.small ?? Buffer.of()]) {
      const { format, exif, icc, xmp } = await sharp(made).metadata();
      expect({ format, exif, icc, xmp }).toEqual({ format: 'webp' });
      expect(made.includes('Spy camera')).toBe(false);
    }
    expect(await sharp(face.small ?? Buffer.of()).metadata()).toMatchObject({ width: 160, height: 160 });
  });

  it('carries nothing along that was hidden behind it', async () => {
    const png = await picture(40, 40).png().toBuffer();
    const page = '<script>alert(1)</script>';
    const both = Buffer.concat([png, Buffer.from(page), zip(docx)]);
    const made = await checkImage(file(both, 'x.png'));
    expect(made.bytes.includes(page) || made.bytes.includes('word/')).toBe(false);
  });

  it('is refused when it is drawn in words, of another kind, broken, too large, or unpacks to too much', async () => {
    const png = await picture(300, 300).png().toBuffer();
    const bomb = Buffer.from(png);
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    const gif = await picture(4, 4).gif().toBuffer();
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    const jpeg = await picture(300, 300).jpeg().toBuffer();
    expect(await refused(checkImage(file(svg, 'logo.png')))).toBe('file_type');
    expect(await refused(checkImage(file(gif, 'logo.png')))).toBe('file_type');
    expect(await refused(checkImage(file('\x89PNG\r\n\x1a\n' + svg, 'logo.png')))).toBe('file_type');
    expect(await refused(checkImage(file(jpeg.subarray(0, jpeg.length / 2), 'half.jpg')))).toBe('file_type');
    expect(['image_too_large', 'file_type']).toContain(await refused(checkImage(file(bomb, 'bomb.png'))));
    const huge = Buffer.concat([png, Buffer.alloc(images.maxBytes)]);
    expect(await refused(checkImage(file(huge, 'huge.png')))).toBe('file_too_large');
    const wide = await picture(9_000, 9_000).png().toBuffer();
    expect(await refused(checkImage(file(wide, 'wide.png')))).toBe('image_too_large');
  });
});

describe('a document', () => {
  it('is what its content says, whatever its name', async () => {
    const odt = zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' });
    expect(await checkDocument(file(pdf, 'slides.exe'))).toMatchObject({
      mediaType: 'application/pdf',
      name: 'slides.pdf',
    });
    expect((await checkDocument(file(zip(docx), 'a'))).name).toBe('a.docx');
    expect((await checkDocument(file(odt, 'ტექსტი.odt'))).name).toBe('ტექსტი.odt');
    expect((await checkDocument(file('Sveiki\tvisi\r\n', 'notes.md'))).mediaType).toBe('text/plain');
  });

  it('is refused with macros, as two things at once, as a bare archive, with other bytes, or too large', async () => {
    const macros = zip({ ...docx, 'word/vbaProject.bin': 'x' });
    expect(await refused(checkDocument(file(macros, 'a.docx')))).toBe('file_type');
    expect(await refused(checkDocument(file(Buffer.concat([Buffer.from(pdf), zip(docx)]), 'a.pdf')))).toBe(
      'file_type',
    );
    expect(
      await refused(checkDocument(file(Buffer.concat([zip(docx), Buffer.from('<html>')]), 'a.docx'))),
    ).toBe('file_type');
    expect(await refused(checkDocument(file(zip({ 'evil.exe': 'MZ' }), 'a.docx')))).toBe('file_type');
    expect(await refused(checkDocument(file(Buffer.from([0x4d, 0x5a, 0, 1]), 'a.txt')))).toBe('file_type');
    expect(await refused(checkDocument(file('', 'a.txt')))).toBe('file_type');
    const large = file(Buffer.alloc(documents.maxBytes + 1, 65), 'a.txt');
    expect(await refused(checkDocument(large))).toBe('file_too_large');
  });

  it('has a name that is no path and does not pretend', () => {
    expect(safeName('../../etc/passwd', 'txt')).toBe('passwd.txt');
    expect(safeName('C:\\x\\bill\u202efdp.exe', 'pdf')).toBe('billfdp.pdf');
    expect(safeName('  ', 'pdf')).toBe('file.pdf');
    expect(safeName(`a"\r\nSet-Cookie: x`, 'pdf')).toBe('aSet-Cookie x.pdf');
    expect([...safeName('ы'.repeat(500), 'pdf')].length).toBeLessThan(130);
  });
});

describe('what was uploaded', () => {
  let rooms: Rooms;
  let files: Files;
  beforeAll(async () => {
    rooms = await startRooms([]);
    files = rooms.get(Files);
  });
  afterAll(() => rooms.stop());
  const owner = '0198a000-0000-7000-8000-00000000000a';
  const other = '0198a000-0000-7000-8000-00000000000b';
  const event = '0198a000-0000-7000-8000-00000000000e';

  it('is its owner’s alone until the room that refers to it says otherwise', async () => {
    const checked = await checkDocument(file(pdf, 'a.pdf'));
    const { id } = await rooms.database.write(houseCall, (tx) => files.put(tx, checked, { event, owner }));
    const reads = (person: string | null) =>
      refused(files.get(person ? callBy({ id: person }) : houseCall, id, 'full'));
    expect([await reads(owner), await reads(other), await reads(null)]).toEqual([
      'taken',
      'not_found',
      'not_found',
    ]);
    const keep = (whose: string, where: string) =>
      refused(
        rooms.database.write(houseCall, (tx) =>
          files.keep(tx, [id], { event: where, owner: whose, public: true }),
        ),
      );
    expect(await keep(other, event)).toBe('not_found');
    expect(await keep(owner, other)).toBe('not_found');
    expect(await keep(owner, event)).toBe('taken');
    expect(await reads(null)).toBe('taken');
    expect((await files.read(id)).bytes.toString()).toBe(pdf);
  });

  it('goes after a day in which nothing has referred to it', async () => {
    const checked = await checkDocument(file(pdf, 'a.pdf'));
    const [kept, loose] = await rooms.database.write(houseCall, async (tx) => [
      await files.put(tx, checked, { event, owner, kept: true }),
      await files.put(tx, checked, { event, owner }),
    ]);
    await files.prune();
    expect(await refused(files.read(loose?.id ?? ''))).toBe('taken');
    rooms.clock.set(new Date(rooms.clock.now().getTime() + 25 * 3_600_000));
    await files.prune();
    expect(await refused(files.read(loose?.id ?? ''))).toBe('not_found');
    expect(await refused(files.read(kept?.id ?? ''))).toBe('taken');
  });
});
