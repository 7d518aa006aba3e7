/** Small pictures of the presets, computed by the library when the page is built. */
import { encode } from 'fast-png';
import { colourMap, rgbOf } from '../src/element/draw/colour-map.ts';
import type { Preset } from './presets.ts';

/** Of the pictures, and how many grid points they are made from. */
const [WIDTH, HEIGHT] = [72, 40];
const POINTS = 256;
const SIDE = 64;

/** What a flow looks like at its time `thumbnail`, as SVG or as a picture. */
export async function thumbnailOf({ problem, look, thumbnail }: Preset): Promise<string> {
  // As built: the page is made from the built library anyway, and a configuration of Vite cannot hold the solver.
  const { open } = await import('torusflow');
  const flat = Array.isArray(problem.grid) && problem.grid.length === 2;
  const grid = flat ? [SIDE, SIDE] : [POINTS];
  const flow = await open({ end: 1, s: 1, initial: 'uniform', ...problem, grid });
  try {
    await flow.advance(thumbnail);
    const [now, { initial, target }] = [await flow.frame(), flow];
    if (flat) return picture(look?.show === 'difference' ? difference(now, target) : now);
    return look?.show === 'difference' ? curves([difference(now, target)]) : curves([target, initial, now]);
  } finally {
    await flow.close();
  }
}

const difference = (mu: Float64Array, nu: Float64Array) => mu.map((value, j) => value - nu[j]);

/** The target filled, the start as a line, what there is now filled; or one field about 0. */
function curves(fields: readonly Float64Array[]): string {
  const all = fields.flatMap((field) => Array.from(field));
  const [low, high] = [Math.min(0, ...all), Math.max(...all)];
  const top = Math.min(high, 4);
  const y = (value: number) => 2 + ((HEIGHT - 2) * (top - Math.min(value, top))) / (top - low);
  const base = y(0).toFixed(1);
  const line = (field: Float64Array) =>
    Array.from(
      thinned(field),
      ([j, value]) => `${((WIDTH * j) / field.length).toFixed(1)} ${y(value).toFixed(1)}`,
    ).join('L');
  const area = (field: Float64Array) => `M0 ${base}L${line(field)}L${WIDTH} ${base}Z`;
  const classes = fields.length === 1 ? ['now'] : ['target', 'start', 'now'];
  const paths = fields.map(
    (field, i) =>
      `<path class="${classes[i]}" d="${classes[i] === 'start' ? `M${line(field)}` : area(field)}"/>`,
  );
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">${paths.join('')}</svg>`;
}

/** Every second point, and the first again at the end. */
function* thinned(field: Float64Array): Generator<[number, number]> {
  for (let j = 0; j <= field.length; j += 2) yield [j, field[j % field.length]];
}

function picture(field: Float64Array): string {
  const [low, high] = [field.reduce((a, b) => Math.min(a, b)), field.reduce((a, b) => Math.max(a, b))];
  const colours = colourMap('viridis');
  const data = new Uint8Array(3 * SIDE * SIDE);
  for (let x = 0; x < SIDE; x++) {
    for (let y = 0; y < SIDE; y++) {
      const shade = Math.floor((255.999 * (field[x * SIDE + y] - low)) / (high - low || 1));
      data.set(rgbOf(colours[shade]), 3 * ((SIDE - 1 - y) * SIDE + x));
    }
  }
  const png = Buffer.from(encode({ width: SIDE, height: SIDE, channels: 3, data })).toString('base64');
  return `<img src="data:image/png;base64,${png}" alt="" width="${WIDTH}" height="${HEIGHT}">`;
}
