import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { UnreadableFile } from '../notice.js';

/** An element with its text: all that the formats need. */
export interface XmlElement {
  /** Without its prefix. */
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  /** Its own text, of all its pieces. */
  text: string;
}

const longest = 20_000_000;
const deepest = 40;

/**
 * Reads XML strictly: well-formed or not at all. A document type is refused as a whole, and with it entities of its
 * own, external ones and bombs; so is nesting without end.
 * @throws UnreadableFile
 */
export function parseXml(text: string): XmlElement {
  if (text.length > longest) throw new UnreadableFile('file_too_large');
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw new UnreadableFile('xml_doctype');
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    htmlEntities: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
    removeNSPrefix: true,
    maxNestedTags: deepest,
  });
  let parsed: unknown;
  try {
    parsed = parser.parse(text.replace(/^\uFEFF/, ''), true);
  } catch (error) {
    const line = /:(\d+):\d+$/.exec(error instanceof Error ? error.message : '')?.[1];
    throw new UnreadableFile('xml_malformed', {}, line === undefined ? null : Number(line));
  }
  const nodes = Nodes.safeParse(parsed);
  const root = nodes.success ? toElements(nodes.data)[0] : undefined;
  if (!root) throw new UnreadableFile('xml_malformed');
  return root;
}

const Nodes = z.array(z.record(z.string(), z.unknown()));
const Attributes = z.record(z.string(), z.string());

function toElements(nodes: z.output<typeof Nodes>): XmlElement[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text');
    if (name === undefined) return [];
    const inner = Nodes.catch([]).parse(node[name]);
    return {
      name,
      attributes: Attributes.catch({}).parse(node[':@'] ?? {}),
      children: toElements(inner),
      text: inner.map((piece) => (typeof piece['#text'] === 'string' ? piece['#text'] : '')).join(''),
    };
  });
}

/** The first child of that name. */
export const child = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((one) => one.name === name);
export const childrenOf = (element: XmlElement | undefined, name: string): XmlElement[] =>
  element?.children.filter((one) => one.name === name) ?? [];
/** The text of the first child of that name, without space around it. */
export const textOf = (element: XmlElement | undefined, name: string): string =>
  child(element, name)?.text.trim() ?? '';

type Content = string | readonly (XmlNode | null)[];
/** An element to write; made by `element`. */
export interface XmlNode {
  name: string;
  attributes: Record<string, string | number | undefined>;
  content: Content;
}

/** `element('title', {}, 'Words')`. */
export const element = (
  name: string,
  attributes: XmlNode['attributes'] = {},
  content: Content = '',
): XmlNode => ({ name, attributes, content });

/** Writes a document. Characters that XML cannot hold are left out; everything else is read back as it was. */
export function writeXml(root: XmlNode): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root, '')}\n`;
}

function write({ name, attributes, content }: XmlNode, indent: string): string {
  const given = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : ` ${key}="${escape(String(value), true)}"`))
    .join('');
  if (typeof content === 'string') {
    return content
      ? `${indent}<${name}${given}>${escape(content, false)}</${name}>`
      : `${indent}<${name}${given}/>`;
  }
  const inner = content.flatMap((one) => (one ? write(one, `${indent}  `) : []));
  return inner.length
    ? `${indent}<${name}${given}>\n${inner.join('\n')}\n${indent}</${name}>`
    : `${indent}<${name}${given}/>`;
}

const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string, attribute: boolean): string {
  const plain = text
    .replace(/\p{Surrogate}/gu, '')
    // oxlint-disable-next-line no-control-regex -- what XML 1.0 cannot hold, not even escaped
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (sign) => named[sign] ?? sign)
    .replaceAll('\r', '&#13;');
  return attribute ? plain.replaceAll('\n', '&#10;').replaceAll('\t', '&#9;') : plain;
}
