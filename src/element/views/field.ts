import { makeScale } from '../../plot/scale.ts';
import { type ColourMapName, colourMap, divergingMap, type Pixels, rgbOf } from '../draw/colour-map.ts';
import { DonutImage } from '../draw/donut-image.ts';
import { FieldImage } from '../draw/field-image.ts';
import type { Palette } from '../draw/palette.ts';
import type { Box, Pen } from '../draw/pen.ts';
import { niceAbove } from '../draw/plot.ts';
import type { Scene } from '../model/scene.ts';

/** What a view of two dimensions shows: μ, ν, μ − ν, or μ on a torus in space. */
export type Field2d = 'density' | 'target' | 'difference' | 'donut';

const MARGIN = { left: 34, top: 10, bottom: 24 };
/** The bar of colours with its numbers. */
const BAR = { gap: 14, width: 12, numbers: 50 };

/** Draws fields on T² as pictures: x to the right, y upwards. A field on T³ is cut in the middle of its first axis. */
export class FieldView {
  private readonly image = new FieldImage();
  private donut: DonutImage | undefined;

  draw(pen: Pen, scene: Scene, shown: Field2d, colours: ColourMapName, palette: Palette): Box {
    const grid = scene.grid.slice(-2);
    const field = fieldOf(scene, shown);
    const [low, high] = shown === 'difference' ? symmetric(field) : scene.range;
    const map = shown === 'difference' ? divergingMap(middleOf(palette)) : colourMap(colours);
    const box = place(pen);
    if (shown === 'donut') {
      this.donut ??= new DonutImage();
      pen.picture(this.donut.paint(field, grid, { map, low, high }), box);
    } else {
      pen.picture(this.image.paint(field, grid, { map, low, high }), box);
      if (scene.grid.length === 2) drawPoints(pen, scene, box);
      drawFrame(pen, box, scene.grid.length === 3 ? ['y', 'z'] : ['x', 'y'], palette);
    }
    drawBar(pen, box, { map, low, high }, palette);
    return box;
  }
}

/** The field, or its slice. */
function fieldOf({ grid, density, target }: Scene, shown: Field2d): Float64Array {
  const size = grid.slice(-2).reduce((a, b) => a * b);
  const from = grid.length === 3 ? Math.floor(grid[0] / 2) * size : 0;
  const [mu, nu] = [density, target].map((field) => field.subarray(from, from + size));
  if (shown === 'difference') return mu.map((value, j) => value - nu[j]);
  return shown === 'target' ? nu : mu;
}

function symmetric(field: Float64Array): [number, number] {
  let most = 0;
  for (let j = 0; j < field.length; j++) most = Math.max(most, Math.abs(field[j]));
  const reach = niceAbove(most || 1e-16);
  return [-reach, reach];
}

/** A square, as large as there is room for, in the middle with its bar. */
function place(pen: Pen): Box {
  const beside = MARGIN.left + BAR.gap + BAR.width + BAR.numbers;
  const side = Math.max(Math.min(pen.width - beside, pen.height - MARGIN.top - MARGIN.bottom), 16);
  const x = MARGIN.left + Math.max(0, Math.floor((pen.width - beside - side) / 2));
  const y = MARGIN.top + Math.max(0, Math.floor((pen.height - MARGIN.top - MARGIN.bottom - side) / 2));
  return { x, y, width: Math.floor(side), height: Math.floor(side) };
}

function drawFrame(pen: Pen, box: Box, [across, up]: readonly string[], palette: Palette): void {
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  const quiet = { colour: palette.soft };
  for (const [words, at] of [
    ['0', 0],
    [across, 0.5],
    ['1', 1],
  ] as const) {
    pen.text(words, box.x + at * (right - box.x), bottom + 7, { ...quiet, align: 'center', baseline: 'top' });
  }
  for (const [words, at] of [
    ['0', 0],
    [up, 0.5],
    ['1', 1],
  ] as const) {
    pen.text(words, box.x - 9, bottom - at * (bottom - box.y), { ...quiet, align: 'right' });
  }
}

/** The points of a method that moves points, white for the dark pictures that they are drawn on. */
function drawPoints(pen: Pen, { points }: Scene, box: Box): void {
  const positions = points?.positions ?? new Float64Array(0);
  for (let i = 0; i < positions.length; i += 2) {
    const [x, y] = [box.x + positions[i] * box.width, box.y + (1 - positions[i + 1]) * box.height];
    pen.circle(x, y, 1.2, '#ffffff');
  }
}

function drawBar(
  pen: Pen,
  box: Box,
  { map, low, high }: { map: Pixels; low: number; high: number },
  palette: Palette,
): void {
  const x = box.x + box.width + BAR.gap;
  const steps = 64;
  const height = box.height / steps;
  for (let i = 0; i < steps; i++) {
    const [red, green, blue] = rgbOf(map[Math.round((255 * (i + 0.5)) / steps)]);
    const y = box.y + box.height - (i + 1) * height;
    // Half a pixel of overlap: no seams.
    pen.rectangle({ x, y, width: BAR.width, height: height + 0.5 }, `rgb(${red} ${green} ${blue})`);
  }
  if (!(high > low)) return;
  const scale = makeScale({ scale: 'linear', domain: [low, high], ticks: box.height / 48 }, [
    box.y + box.height,
    box.y,
  ]);
  for (const { value, label } of scale.ticks) {
    const y = scale(value);
    pen.line([x + BAR.width, x + BAR.width + 4], [y, y], { colour: palette.soft, width: 1 });
    pen.text(label, x + BAR.width + 7, y, { colour: palette.soft, size: 11 });
  }
}

/** The background of the element, for a difference of 0. */
function middleOf(palette: Palette): readonly [number, number, number] {
  const hex = /^#([0-9a-f]{6})$/i.exec(palette.paper);
  if (!hex) return [255, 255, 255];
  const value = Number.parseInt(hex[1], 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
