import PDFDocument from 'pdfkit';
import { asDrawn, fontOf, runsOf, type Run, type Weight } from './letters.js';

/** Points: A4, and what is left free around. */
const page = { width: 595.28, height: 841.89, margin: 48, foot: 40 };
export const textWidth = page.width - 2 * page.margin;
export const colours = {
  ink: '#26241f',
  soft: '#56524a',
  line: '#d8d4ca',
  accent: '#0f6460',
  fill: '#cfe3e1',
};

export interface Style {
  size: number;
  weight?: Weight;
  colour?: string;
}
interface Word {
  text: string;
  runs: Run[];
  width: number;
}
export interface Line {
  words: Word[];
  width: number;
}
type Structure = PDFKit.PDFStructureElement;
/** The types of pdfkit do not name the scope of a heading cell. */
type StructureOptions = PDFKit.Mixins.StructureElementOptions & { scope?: 'Column' | 'Row' };

/**
 * Paper to write on from the top down: text in many scripts, and a structure beside it that screen readers follow
 * (tagged PDF). Nothing in it comes from the clock or from chance.
 */
export class Paper {
  readonly left = page.margin;
  y = page.margin;
  private readonly chunks: Buffer[] = [];
  private readonly document: PDFKit.PDFDocument;
  private readonly root: Structure;
  private readonly widths = new Map<string, number>();
  private readonly registered = new Set<string>();

  /** @param made the date that the file says it is of */
  constructor({ title, language, made }: { title: string; language: string; made: Date }) {
    // Its types do not know this subset yet: every font is in the file, and everything has its place in the structure.
    const accessible: object = { subset: 'PDF/UA' };
    // Fonts are taken as letters need them, and none of the reader's own.
    const noFont: object = { font: null };
    this.document = new PDFDocument({
      ...{ size: 'A4', margin: 0, bufferPages: true, autoFirstPage: false, pdfVersion: '1.7', ...accessible },
      ...{ tagged: true, lang: language, displayTitle: true, ...noFont },
      info: { Title: title, Creator: 'Foyer', Producer: 'Foyer', CreationDate: made, ModDate: made },
    });
    this.document.on('data', (chunk: Buffer) => this.chunks.push(chunk));
    this.root = this.document.struct('Document');
    this.document.addStructure(this.root);
    this.newPage();
  }

  newPage(): void {
    this.document.addPage();
    this.y = page.margin;
  }

  /** Room for so much, on this page or the next. @returns whether a page was begun */
  need(height: number): boolean {
    if (this.y + height <= page.height - page.margin - page.foot) return false;
    this.newPage();
    return true;
  }

  structure(tag: string, parent: Structure = this.root, options: StructureOptions = {}): Structure {
    const element = this.document.struct(tag, options);
    parent.add(element);
    return element;
  }

  /** What is drawn by `draw` on this page, as the content of a structure. */
  mark(element: Structure, tag: string, draw: () => void): void {
    const content = this.document.markStructureContent(tag);
    draw();
    this.document.endMarkedContent();
    element.add(content);
  }

  /** Lines and pictures that say nothing by themselves. */
  decorate(draw: (document: PDFKit.PDFDocument) => void): void {
    this.document.markContent('Artifact', { type: 'Layout' });
    draw(this.document);
    this.document.endMarkedContent();
  }

  /** A paragraph, a heading, an item: as long as it is, over as many pages as it takes. */
  write(
    tag: string,
    text: string,
    style: Style & { width?: number; indent?: number },
    parent?: Structure,
  ): void {
    const element = this.structure(tag, parent);
    const indent = style.indent ?? 0;
    const height = lineHeight(style);
    for (const line of this.layout(text, style, (style.width ?? textWidth) - indent)) {
      this.need(height);
      this.mark(element, tag, () => this.draw(line, this.left + indent, this.y, style));
      this.y += height;
    }
    element.end();
  }

  /** The lines of a text. Words are broken only where one alone is too wide. */
  layout(text: string, style: Style, width: number): Line[] {
    const lines: Line[] = [];
    const space = this.measure(' ', style);
    for (const paragraph of text.split(/\r?\n/)) {
      let line: Line = { words: [], width: 0 };
      for (const part of paragraph.split(/\s+/).filter(Boolean)) {
        for (const word of this.fitting(part, style, width)) {
          const wider = line.width + (line.words.length ? space : 0) + word.width;
          if (line.words.length && wider > width) {
            lines.push(line);
            line = { words: [word], width: word.width };
          } else line = { words: [...line.words, word], width: wider };
        }
      }
      lines.push(line);
    }
    return lines;
  }

  draw({ words }: Line, x: number, y: number, style: Style): void {
    this.document.fillColor(style.colour ?? colours.ink).fontSize(style.size);
    const drawn = asDrawn(words);
    drawn.forEach(({ text }, index) => {
      // With the space behind it: whoever copies or listens needs it, too. Within a word of a right-to-left script
      // the fonts put the letters in order.
      const { runs, width } = this.word(index < drawn.length - 1 ? `${text} ` : text, style);
      let at = x;
      for (const { font, text: part } of runs) {
        this.use(font).text(part, at, y, { lineBreak: false, baseline: -style.size });
        at += this.runWidth(font, part, style.size);
      }
      x += width;
    });
  }

  /** How wide the longest word of a text is, in points. */
  longestWord(text: string, style: Style): number {
    return Math.max(0, ...text.split(/\s+/).map((word) => this.word(word, style).width));
  }

  /** The numbers of the pages, and the file itself. */
  async finish(foot: string): Promise<Buffer> {
    const { start, count } = this.document.bufferedPageRange();
    const style: Style = { size: 9, colour: colours.soft };
    for (let index = 0; index < count; index++) {
      this.document.switchToPage(start + index);
      this.decorate(() => {
        const y = page.height - page.margin - 12;
        const [line] = this.layout(`${index + 1} / ${count}`, style, textWidth);
        const [name] = this.layout(foot, style, textWidth - 60);
        if (name) this.draw(name, this.left, y, style);
        if (line) this.draw(line, this.left + textWidth - line.width, y, style);
      });
    }
    this.root.end();
    const ended = new Promise<void>((resolve, reject) => {
      this.document.once('end', resolve).once('error', reject);
    });
    this.document.end();
    await ended;
    return Buffer.concat(this.chunks);
  }

  private fitting(text: string, style: Style, width: number): Word[] {
    const word = this.word(text, style);
    if (word.width <= width) return [word];
    const letters = [...text];
    if (letters.length < 2) return [word];
    const middle = Math.max(1, Math.floor((letters.length * width) / word.width));
    return [
      ...this.fitting(letters.slice(0, middle).join(''), style, width),
      ...this.fitting(letters.slice(middle).join(''), style, width),
    ];
  }

  private word(text: string, style: Style): Word {
    const runs = runsOf(text, style.weight ?? 400);
    return {
      text,
      runs,
      width: runs.reduce((sum, run) => sum + this.runWidth(run.font, run.text, style.size), 0),
    };
  }

  private measure(text: string, style: Style): number {
    return this.word(text, style).width;
  }

  private use(font: string): PDFKit.PDFDocument {
    if (!this.registered.has(font)) {
      this.document.registerFont(font, fontOf(font));
      this.registered.add(font);
    }
    return this.document.font(font);
  }

  private runWidth(font: string, text: string, size: number): number {
    const key = `${size} ${font} ${text}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      width = this.use(font).fontSize(size).widthOfString(text);
      this.widths.set(key, width);
    }
    return width;
  }
}

/** Points from one line to the next. */
export const lineHeight = ({ size }: Style): number => size * 1.45;
