import {
  createTheme,
  DEFAULT_THEME,
  getCSSColorVariables,
  mergeMantineTheme,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core';
import { accentOf } from '@foyer/contracts';

/** The accent. White on shades 6 to 9, and shades 6 to 9 on white, have a contrast of 4.5 or more. */
const accent: MantineColorsTuple = [
  '#eaf6f4',
  '#d6ebe8',
  '#acd7d2',
  '#7fc1ba',
  '#58aea6',
  '#2f938b',
  '#16766f',
  '#0f6460',
  '#0b524e',
  '#073f3c',
];

/** Warm greys in place of Mantine's cold ones. */
const gray: MantineColorsTuple = [
  '#faf9f7',
  '#f4f2ee',
  '#e9e6e0',
  '#dcd8d0',
  '#c6c1b7',
  '#a39d92',
  '#6f6a60',
  '#56524a',
  '#3c3934',
  '#26241f',
];
const dark: MantineColorsTuple = [
  '#ece9e4',
  '#cbc7c0',
  '#aaa59d',
  '#767168',
  '#45423d',
  '#383632',
  '#2b2926',
  '#211f1d',
  '#191816',
  '#11100f',
];

/** Red on white, and white on red, have a contrast of 4.5 or more from shade 6 on. */
const red: MantineColorsTuple = [
  '#fff5f5',
  '#ffe3e3',
  '#ffc9c9',
  '#ffa8a8',
  '#ff8787',
  '#ff6b6b',
  '#d62b2b',
  '#c92a2a',
  '#b02525',
  '#9c2020',
];

const shadow = '0 1px 2px rgb(38 36 31 / 6%), 0 6px 24px rgb(38 36 31 / 8%)';
const fonts = '"Noto Sans Variable", "Noto Sans Georgian Variable", system-ui, sans-serif';

export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  colors: { accent, gray, dark, red },
  black: '#26241f',
  fontFamily: fonts,
  headings: {
    fontFamily: fonts,
    fontWeight: '650',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.25' },
      h2: { fontSize: '1.25rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.45' },
    },
  },
  fontSizes: { xs: '0.875rem', sm: '0.875rem', md: '1rem', lg: '1.25rem', xl: '1.75rem' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '40px' },
  radius: { xs: '4px', sm: '8px', md: '8px', lg: '8px', xl: '8px' },
  defaultRadius: 'md',
  shadows: { xs: shadow, sm: shadow, md: shadow, lg: shadow, xl: shadow },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: {
      defaultProps: { size: 'md' },
      classNames: { root: 'foyer-button', label: 'foyer-button-label' },
    },
    ActionIcon: { defaultProps: { size: 44, variant: 'subtle', color: 'gray' } },
    TextInput: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md' } },
    MultiSelect: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    Badge: { defaultProps: { variant: 'light', tt: 'none', fw: 600, size: 'lg' } },
    Card: { defaultProps: { withBorder: true, padding: 'md' } },
    Menu: {
      defaultProps: {
        shadow: 'md',
        transitionProps: { duration: 120 },
        // Beside what opens it, and so inside a landmark; without a child that a menu may not have.
        withinPortal: false,
        withInitialFocusPlaceholder: false,
      },
    },
    // The heading of a dialog is no banner of the page.
    Modal: { defaultProps: { attributes: { header: { role: 'none' } } } },
    Drawer: { defaultProps: { attributes: { header: { role: 'none' } } } },
    Avatar: { defaultProps: { radius: '100%' } },
    Anchor: { defaultProps: { underline: 'always' } },
  },
});

/** What the style sheet adds to Mantine's variables: surfaces, lines and the lighter text of second things. */
export const cssVariables: CSSVariablesResolver = ({ colors }) => {
  const shade = (color: string, index: number) => colors[color]?.[index] ?? '';
  return {
    variables: {},
    light: {
      '--mantine-color-body': shade('gray', 0),
      '--mantine-color-dimmed': shade('gray', 6),
      '--mantine-color-error': '#c92a2a',
      '--mantine-color-anchor': shade('accent', 7),
      '--foyer-lighter': shade('gray', 6),
      '--foyer-surface': '#fff',
      '--foyer-line': shade('gray', 3),
    },
    dark: {
      '--mantine-color-body': shade('dark', 7),
      '--mantine-color-dimmed': shade('dark', 2),
      '--mantine-color-error': '#ffa8a8',
      '--mantine-color-anchor': shade('accent', 3),
      '--foyer-lighter': shade('dark', 2),
      '--foyer-surface': shade('dark', 6),
      '--foyer-line': shade('dark', 4),
    },
  };
};

/**
 * The style sheet that puts an event's own accent in place of Foyer's, in light and in dark: on the page's root, so that
 * what floats above the page has it, too.
 */
export function accentSheet(colour: string): string {
  const [
    zero = '',
    one = '',
    two = '',
    three = '',
    four = '',
    five = '',
    six = '',
    seven = '',
    eight = '',
    nine = '',
  ] = accentOf(colour).shades;
  const shades: MantineColorsTuple = [zero, one, two, three, four, five, six, seven, eight, nine];
  const own = mergeMantineTheme(DEFAULT_THEME, { ...theme, colors: { ...theme.colors, accent: shades } });
  const rule = (colorScheme: 'light' | 'dark', anchor: string): string => {
    const variables = {
      ...getCSSColorVariables({ theme: own, color: 'accent', colorScheme }),
      '--mantine-color-anchor': anchor,
    };
    const lines = Object.entries(variables).map(([name, value]) => `${name}:${value};`);
    return `:root:root[data-mantine-color-scheme='${colorScheme}']{${lines.join('')}}`;
  };
  return rule('light', seven) + rule('dark', three);
}
