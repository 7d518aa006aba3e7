import { BAR, type Colours, drawColourBar } from '../draw/colour-bar.ts';
import { type ColourMapName, colourMap, divergingMap } from '../draw/colour-map.ts';
import { DonutImage } from '../draw/donut-image.ts';
import { FieldImage } from '../draw/field-image.ts';
import type { Palette } from '../draw/palette.ts';
import type { Box, Pen } from '../draw/pen.ts';
import { niceAbove } from '../draw/plot.ts';
import { type Scene, widened } from '../model/scene.ts';
import { Tracers } from '../model/tracers.ts';
import { VectorField } from '../model/vector-field.ts';
import { drawArrows, drawScale, drawTracers, scaleOf } from './arrows.ts';

/** What a view of two dimensions shows: μ, alone or under arrows or tracers of v, φ, ν, μ − ν, or μ on a torus in space. */
export type Field2d = 'density' | 'velocity' | 'tracers' | 'potential' | 'target' | 'difference' | 'donut';

/** Values that the colours span: those of the run so far, or of each frame. */
export type Range = 'run' | 'frame';

export interface FieldColours {
  colours: ColourMapName;
  range: Range;
}

const MARGIN = { left: 34, top: 22, bottom: 24, words: 22 };

/** Longest stretch of the screen's time that tracers make up for, in seconds. */
const LONGEST = 0.1;

/** Draws fields on T² as pictures: x to the right, y upwards. A field on T³ is cut in the middle of its first axis. */
export class FieldView {
  private readonly image = new FieldImage();
  private donut: DonutImage | undefined;
  private tracers: Tracers | undefined;
  private moved = { time: 0, at: 0 };

  draw(pen: Pen, scene: Scene, shown: Field2d, look: FieldColours, palette: Palette): Box {
    const grid = scene.grid.slice(-2);
    const field = fieldOf(scene, shown);
    const colours = coloursOf(scene, shown, field, look, palette);
    const moving = shown === 'velocity' || shown === 'tracers';
    const box = place(pen, moving ? MARGIN.words : 0);
    if (shown === 'donut') {
      this.donut ??= new DonutImage();
      pen.picture(this.donut.paint(field, grid, colours), box);
    } else {
      pen.picture(this.image.paint(field, grid, colours), box);
      if (scene.grid.length === 2) drawPoints(pen, scene, box);
      if (moving) this.drawVelocity(pen, scene, shown, box, palette);
      drawFrame(pen, box, scene.grid.length === 3 ? ['y', 'z'] : ['x', 'y'], palette);
    }
    drawColourBar(pen, box, colours, symbols[shown], palette);
    return box;
  }

  /** Carries the tracers on, where the flow has gone on since they last were, and motion is wanted. */
  move(scene: Scene): void {
    const now = performance.now();
    const { time, at } = this.moved;
    this.moved = { time: scene.time, at: now };
    const velocity = velocityOf(scene);
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (!this.tracers || !velocity || still || scene.time === time) return;
    this.tracers.advance(velocity, scaleOf(velocity, scene.s), Math.min((now - at) / 1000, LONGEST));
  }

  private drawVelocity(pen: Pen, scene: Scene, shown: Field2d, box: Box, palette: Palette): void {
    const velocity = velocityOf(scene);
    if (!velocity) return;
    const scale = scaleOf(velocity, scene.s);
    if (shown === 'tracers') {
      this.tracers ??= new Tracers();
      drawTracers(pen, this.tracers, velocity, scale, box);
    } else drawArrows(pen, velocity, scale, box);
    drawScale(pen, shown === 'tracers' ? 'fastest' : 'longest arrow', scale, box, palette);
  }
}

const symbols: Record<Field2d, string> = {
  ...{ density: 'μ', velocity: 'μ', tracers: 'μ', donut: 'μ' },
  ...{ potential: 'φ', target: 'ν', difference: 'μ − ν' },
};

/** The field, or its slice. */
function fieldOf(scene: Scene, shown: Field2d): Float64Array {
  const { density, target, potential } = scene;
  if (shown === 'potential' && potential) return sliceOf(scene, potential);
  const [mu, nu] = [density, target].map((field) => sliceOf(scene, field));
  if (shown === 'difference') return mu.map((value, j) => value - nu[j]);
  return shown === 'target' ? nu : mu;
}

/** v in the plane that is shown; undefined while it is not there. */
function velocityOf(scene: Scene): VectorField | undefined {
  const { velocity, grid } = scene;
  if (!velocity) return undefined;
  const d = grid.length;
  const [u, v] = [d - 2, d - 1].map((axis) => sliceOf(scene, velocity, axis));
  return new VectorField(u, v, grid.slice(-2));
}

function sliceOf({ grid, density }: Scene, field: Float64Array, component = 0): Float64Array {
  const size = grid.slice(-2).reduce((a, b) => a * b);
  const from = component * density.length + (grid.length === 3 ? Math.floor(grid[0] / 2) * size : 0);
  return field.subarray(from, from + size);
}

function coloursOf(
  scene: Scene,
  shown: Field2d,
  field: Float64Array,
  { colours, range }: FieldColours,
  palette: Palette,
): Colours {
  if (shown === 'difference' || (shown === 'potential' && scene.potential)) {
    const [low, high] = symmetric(field);
    return { map: divergingMap(middleOf(palette)), low, high };
  }
  const [low, high] = range === 'frame' ? widened([field[0], field[0]], field) : scene.range;
  return { map: colourMap(colours), low, high };
}

function symmetric(field: Float64Array): [number, number] {
  let most = 0;
  for (let j = 0; j < field.length; j++) most = Math.max(most, Math.abs(field[j]));
  const reach = niceAbove(most || 1e-16);
  return [-reach, reach];
}

/** A square from the top, as large as there is room for, in the middle with its bar. */
function place(pen: Pen, words: number): Box {
  const beside = MARGIN.left + BAR.gap + BAR.width + BAR.numbers;
  const room = pen.height - MARGIN.top - MARGIN.bottom - words;
  const side = Math.floor(Math.max(Math.min(pen.width - beside, room), 16));
  const x = MARGIN.left + Math.max(0, Math.floor((pen.width - beside - side) / 2));
  return { x, y: MARGIN.top, width: side, height: side };
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

/** The background of the element, for a difference of 0. */
function middleOf(palette: Palette): readonly [number, number, number] {
  const hex = /^#([0-9a-f]{6})$/i.exec(palette.paper);
  if (!hex) return [255, 255, 255];
  const value = Number.parseInt(hex[1], 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
