import { documents } from '@foyer/contracts';
import { Problem } from '../problem/problem.js';
import { safeName, type CheckedFile } from './checked-file.js';
import { readZip, storedText } from './zip-names.js';

const openXml = 'application/vnd.openxmlformats-officedocument.';
const openDocument = 'application/vnd.oasis.opendocument.';
/** The folder that tells one of Microsoft's formats from the others. */
const folders = [
  ['word/', `${openXml}wordprocessingml.document`, 'docx'],
  ['xl/', `${openXml}spreadsheetml.sheet`, 'xlsx'],
  ['ppt/', `${openXml}presentationml.presentation`, 'pptx'],
] as const;
const openDocuments = new Map([
  [`${openDocument}text`, 'odt'],
  [`${openDocument}spreadsheet`, 'ods'],
  [`${openDocument}presentation`, 'odp'],
]);

interface Kind {
  mediaType: string;
  ending: string;
}

/**
 * Tells a document by its content: PDF, the office formats without macros, or plain text in UTF-8. Nothing is
 * unpacked, and it is stored as it came: doors send it only as something to save.
 * @throws Problem file_type, file_too_large
 */
export async function checkDocument(file: File): Promise<CheckedFile> {
  const bytes = Buffer.from(await file.arrayBuffer());
  if (bytes.length > documents.maxBytes)
    throw new Problem('file_too_large', { megabytes: documents.maxBytes / 1_000_000 });
  const kind = pdf(bytes) ?? office(bytes) ?? plainText(bytes);
  if (!kind) throw new Problem('file_type');
  return {
    kind: 'document',
    mediaType: kind.mediaType,
    name: safeName(file.name, kind.ending),
    bytes,
    small: null,
    width: null,
    height: null,
  };
}

/** A PDF from its first byte to its end mark; one that is an archive as well is refused. */
function pdf(bytes: Buffer): Kind | null {
  if (!bytes.subarray(0, 8).toString('latin1').startsWith('%PDF-')) return null;
  const tail = bytes.subarray(-1_024).toString('latin1');
  if (!tail.includes('%%EOF') || bytes.subarray(-66_000).includes('PK\x05\x06', 0, 'latin1')) return null;
  return { mediaType: 'application/pdf', ending: 'pdf' };
}

function office(bytes: Buffer): Kind | null {
  const entries = readZip(bytes);
  if (!entries?.length) return null;
  const names = entries.map(({ name }) => name);
  if (names.some((name) => /(^|\/)(vbaProject\.bin$|Basic\/|Scripts\/)/i.test(name))) return null;
  const first = entries[0];
  if (first?.name === 'mimetype') {
    const mediaType = storedText(bytes, first) ?? '';
    const ending = openDocuments.get(mediaType);
    return ending && names.includes('content.xml') ? { mediaType, ending } : null;
  }
  if (!names.includes('[Content_Types].xml')) return null;
  const found = folders.find(([folder]) => names.some((name) => name.startsWith(folder)));
  return found ? { mediaType: found[1], ending: found[2] } : null;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** UTF-8 without control characters other than tabs and line ends. */
function plainText(bytes: Buffer): Kind | null {
  if (bytes.length === 0) return null;
  try {
    // oxlint-disable-next-line no-control-regex -- control characters are what is refused here
    if (/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.test(decoder.decode(bytes))) return null;
  } catch {
    return null;
  }
  return { mediaType: 'text/plain', ending: 'txt' };
}
