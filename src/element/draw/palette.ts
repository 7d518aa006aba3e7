/** The colours of the element: custom properties `--torus-…`, told apart by the colour-blind too. */

interface Shades {
  light: string;
  dark: string;
}

/** Blue, orange and green after Okabe and Ito. */
export const colours = {
  paper: { light: '#ffffff', dark: '#191f29' },
  ink: { light: '#1d2430', dark: '#e8eaee' },
  soft: { light: '#5b6472', dark: '#a3acba' },
  line: { light: '#e3e0d8', dark: '#2b3340' },
  field: { light: '#fdfcf9', dark: '#12161d' },
  accent: { light: '#0b5d8a', dark: '#6db8e3' },
  'on-accent': { light: '#ffffff', dark: '#10202b' },
  density: { light: '#0072b2', dark: '#56b4e9' },
  'density-fill': { light: 'rgb(0 114 178 / 0.22)', dark: 'rgb(86 180 233 / 0.28)' },
  target: { light: '#8f6a10', dark: '#d9b45f' },
  'target-fill': { light: 'rgb(232 193 112 / 0.55)', dark: 'rgb(122 100 48 / 0.6)' },
  second: { light: '#8a4f9e', dark: '#c79bd8' },
  third: { light: '#5b6472', dark: '#a3acba' },
  fitted: { light: '#c2570c', dark: '#f28e4b' },
  'fitted-fill': { light: 'rgb(194 87 12 / 0.4)', dark: 'rgb(242 142 75 / 0.45)' },
  predicted: { light: '#007a59', dark: '#3fc79a' },
  error: { light: '#b3261e', dark: '#ffb4ab' },
} as const satisfies Record<string, Shades>;

export type Colour = keyof typeof colours;
export type Palette = Record<Colour, string>;

const names = Object.keys(colours) as Colour[];

/** The custom properties of one shade, as a block of declarations. */
export const declarations = (shade: keyof Shades): string =>
  names.map((name) => `--torus-${name}: ${colours[name][shade]};`).join(' ');

/** The colours as they are now on `host`, whoever set them. */
export function paletteOf(host: Element): Palette {
  const style = getComputedStyle(host);
  return Object.fromEntries(
    names.map((name) => [name, style.getPropertyValue(`--torus-${name}`).trim()]),
  ) as Palette;
}
