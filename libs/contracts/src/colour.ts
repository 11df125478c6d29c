import { z } from 'zod';

/** `#rrggbb`. */
export const Colour = z
  .string()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/);

/** What letters need against what is behind them (WCAG 2, 1.4.3). */
export const enoughContrast = 4.5;
const white = '#ffffff';
/** The page of the light scheme, and the card of the dark one: the grounds with the least contrast. */
const lightSurface = '#faf9f7';
const darkSurface = '#2b2926';

/**
 * How light each shade is, lightest first (relative luminance): contrast depends on nothing else, so that every
 * colour brought to these is as readable as the one they were made for. White on shades 6 to 9, and those on white,
 * have 4.5 or more; shades 3 and 4 have it on the dark scheme's surfaces.
 */
const ladder = [0.899, 0.795, 0.62, 0.462, 0.351, 0.233, 0.1428, 0.16, 0.0666, 0.0393] as const;
const shadeOnLight = 7;
const shadeOnDark = 3;

/** An organiser's colour, made readable. */
export interface Accent {
  chosen: string;
  /** Ten, lightest first, as Mantine has them. */
  shades: readonly string[];
  /** For buttons with white letters and for links on light ground, and its contrast with white. */
  onLight: { colour: string; contrast: number; corrected: boolean };
  /** For links on dark ground, and its contrast with that. */
  onDark: { colour: string; contrast: number; corrected: boolean };
}

/** Shades of a colour that are readable wherever Foyer uses them; the colour itself where it is readable. */
export function accentOf(chosen: string): Accent {
  const own = luminance(chosen);
  const lightHolds = contrastOf(chosen, lightSurface) >= enoughContrast;
  const darkHolds = contrastOf(chosen, darkSurface) >= enoughContrast;
  const shades = ladder.map((wanted, index) => {
    if (index === shadeOnLight && lightHolds) return chosen;
    if (index === shadeOnDark && darkHolds) return chosen;
    // Darker still than a colour that is dark itself.
    return withLuminance(
      chosen,
      index > shadeOnLight ? Math.min(wanted, own * (index === 8 ? 0.7 : 0.5)) : wanted,
    );
  });
  const onLight = shades[shadeOnLight] ?? chosen;
  const onDark = shades[shadeOnDark] ?? chosen;
  return {
    chosen,
    shades,
    onLight: { colour: onLight, contrast: contrastOf(onLight, white), corrected: onLight !== chosen },
    onDark: { colour: onDark, contrast: contrastOf(onDark, darkSurface), corrected: onDark !== chosen },
  };
}

/** Between 1 and 21 (WCAG 2). */
export function contrastOf(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance (WCAG 2): 0 for black, 1 for white. */
export function luminance(colour: string): number {
  const [red, green, blue] = linear(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The same hue as light or dark as wanted: mixed with white, or dimmed, in linear light. */
function withLuminance(colour: string, wanted: number): string {
  const own = luminance(colour);
  const parts = linear(colour);
  // Black has no hue: it turns grey.
  const scaled = own <= 0 ? ([wanted, wanted, wanted] as const) : dimmed(parts, own, wanted);
  return hex(scaled);
}

type Rgb = readonly [number, number, number];

function dimmed(parts: Rgb, own: number, wanted: number): Rgb {
  if (wanted <= own) return each(parts, (part) => (part * wanted) / own);
  // As bright as the hue gets without white, then white up to what is wanted.
  const highest = Math.max(...parts);
  const pure = each(parts, (part) => part / highest);
  const brightest = own / highest;
  if (wanted <= brightest) return each(parts, (part) => (part * wanted) / own);
  const share = (wanted - brightest) / (1 - brightest);
  return each(pure, (part) => part + (1 - part) * share);
}

const each = ([red, green, blue]: Rgb, change: (part: number) => number): Rgb => [
  change(red),
  change(green),
  change(blue),
];

function linear(colour: string): Rgb {
  const part = (from: number): number => {
    const value = parseInt(colour.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

function hex(parts: Rgb): string {
  const two = (part: number): string => {
    const value = part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055;
    return Math.min(255, Math.max(0, Math.floor(value * 255)))
      .toString(16)
      .padStart(2, '0');
  };
  return `#${parts.map(two).join('')}`;
}
