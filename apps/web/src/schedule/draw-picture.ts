import type { CellState, PictureModel } from './picture-model.js';

/** Where things are in the picture, in CSS pixels. */
export interface PictureLayout {
  /** Rows in the order in which they are shown: people by their place in the model. */
  rows: readonly number[];
  /** Room for names; 0 where rows are too low for them. */
  names: number;
  head: number;
  cell: { width: number; height: number };
  width: number;
  /** The part that is seen. */
  height: number;
  /** How far down that part begins. */
  top: number;
}
export interface PictureColours {
  text: string;
  soft: string;
  line: string;
  surface: string;
  accent: string;
  pale: string;
  warm: string;
}

/** The colours of the page as it is now. */
export function coloursOf(element: Element): PictureColours {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    text: read('--mantine-color-text'),
    soft: read('--mantine-color-dimmed'),
    line: read('--foyer-line'),
    surface: read('--foyer-surface'),
    accent: read('--mantine-primary-color-filled'),
    pale: read('--picture-pale'),
    warm: read('--picture-warm'),
  };
}

/** Draws what is seen of the picture. @param heads what stands above each column; empty where there is no room */
export function drawPicture(
  canvas: HTMLCanvasElement,
  model: PictureModel,
  layout: PictureLayout,
  heads: readonly string[],
  cursor: { row: number; column: number } | null,
): void {
  const ratio = window.devicePixelRatio || 1;
  const { width, height, rows, names, head, cell, top } = layout;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.scale(ratio, ratio);
  const colours = coloursOf(canvas);
  const family = getComputedStyle(canvas).fontFamily;
  pen.fillStyle = colours.surface;
  pen.fillRect(0, 0, width, height);
  pen.textBaseline = 'middle';
  const first = Math.max(0, Math.floor(top / cell.height));
  const last = Math.min(rows.length - 1, Math.ceil((top + height - head) / cell.height));
  for (let row = first; row <= last; row++) {
    const person = rows[row] ?? 0;
    const y = head + row * cell.height - top;
    if (names > 0) {
      pen.fillStyle = colours.text;
      pen.font = `14px ${family}`;
      pen.fillText(fitted(pen, model.people[person]?.name ?? '', names - 12), 0, y + cell.height / 2);
    }
    for (let column = 0; column < model.columns.length; column++) {
      const box = { x: names + column * cell.width, y, ...cell };
      drawCell(pen, colours, model.stateOf(person, column), box);
    }
    if (cursor?.row === row) {
      pen.strokeStyle = colours.text;
      pen.lineWidth = 2;
      pen.strokeRect(
        names + cursor.column * cell.width + 1,
        y + 1,
        cell.width - 2,
        Math.max(3, cell.height - 2),
      );
    }
  }
  // The times stay above what is scrolled below them.
  pen.fillStyle = colours.surface;
  pen.fillRect(0, 0, width, head);
  pen.fillStyle = colours.soft;
  pen.font = `14px ${family}`;
  heads.forEach((text, column) => {
    if (text) pen.fillText(text, names + column * cell.width + 2, head / 2);
  });
  pen.fillStyle = colours.line;
  pen.fillRect(0, head - 1, width, 1);
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** One cell: what it is shows by its form, too. */
export function drawCell(
  pen: CanvasRenderingContext2D,
  colours: PictureColours,
  state: CellState,
  { x, y, width, height }: Box,
): void {
  const gap = height > 6 ? 1.5 : height > 3 ? 0.5 : 0;
  const [left, up, wide, high] = [x + gap, y + gap, width - 2 * gap, height - 2 * gap];
  const small = high < 8;
  switch (state) {
    case 'free':
      if (small) return;
      pen.fillStyle = colours.line;
      pen.fillRect(left + wide / 2 - 1, up + high / 2 - 1, 2, 2);
      return;
    case 'blocked':
      pen.fillStyle = colours.line;
      pen.fillRect(left, up, wide, high);
      return;
    case 'break':
      pen.fillStyle = colours.warm;
      if (small) pen.fillRect(left, up, wide, high);
      else pen.fillRect(left, up + high / 2 - 2, wide, 4);
      return;
    case 'meeting':
      pen.fillStyle = colours.accent;
      pen.fillRect(left, up, wide, high);
      return;
    case 'changed':
      pen.fillStyle = colours.pale;
      pen.fillRect(left, up, wide, high);
      if (small) return;
      pen.strokeStyle = colours.accent;
      pen.lineWidth = 2;
      pen.strokeRect(left + 1, up + 1, wide - 2, high - 2);
      return;
    case 'pinned':
      pen.fillStyle = colours.accent;
      pen.fillRect(left, up, wide, high);
      if (small) return;
      pen.fillStyle = colours.surface;
      pen.beginPath();
      pen.arc(left + wide / 2, up + high / 2, Math.min(4, high / 4), 0, 2 * Math.PI);
      pen.fill();
  }
}

/** As much of a name as fits: the whole one stands below the picture. */
function fitted(pen: CanvasRenderingContext2D, name: string, room: number): string {
  if (pen.measureText(name).width <= room) return name;
  let kept = [...name];
  while (kept.length > 1 && pen.measureText(`${kept.join('')}…`).width > room) kept = kept.slice(0, -1);
  return `${kept.join('').trimEnd()}…`;
}
