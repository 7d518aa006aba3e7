import type { Palette } from '../draw/palette.ts';
import type { Pen } from '../draw/pen.ts';
import { type Axis, type Curve, drawPlot, niceAbove, type Placed } from '../draw/plot.ts';
import { type Scene, widened } from '../model/scene.ts';
import type { Range } from './field.ts';

/** What a view of one dimension shows: μ over ν, μ − ν, v = −∇φ, or φ. */
export type Curves1d = 'density' | 'difference' | 'velocity' | 'potential';

/** The densities on the circle, cut open at x = 0. */
export function drawCurves(pen: Pen, scene: Scene, wanted: Curves1d, range: Range, palette: Palette): Placed {
  const shown = valuesOf(scene, wanted) ? wanted : 'density';
  const x: Axis = { scale: 'linear', domain: [0, 1], label: 'x' };
  const y: Axis = { scale: 'linear', domain: shown === 'density' ? densityRange(scene, range) : [0, 0] };
  // Of points there are averages over cells, which a line through them would make up into a density.
  const outline = scene.points && shown !== 'potential' && shown !== 'velocity' ? stepped : closed;
  if (shown === 'density') {
    const curves: Curve[] = [
      { ...closed(scene.target), colour: 'target', fill: 'target-fill' },
      { ...outline(scene.density), colour: 'density', fill: 'density-fill' },
    ];
    const placed = drawPlot(pen, { x, y, curves }, palette);
    drawTicks(pen, scene, placed, palette);
    return placed;
  }
  const values = valuesOf(scene, shown)!;
  const reach = niceAbove(values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1e-16);
  y.domain = [-reach, reach];
  const curve: Curve = { ...outline(values), colour: 'density', fill: 'density-fill' };
  return drawPlot(pen, { x, y, curves: [curve] }, palette);
}

/** Height of the mark of a point, in pixels. */
const TICK = 9;

/** The points of a method that moves points, as ticks on the axis. */
function drawTicks(pen: Pen, { points }: Scene, { box, x }: Placed, palette: Palette): void {
  const bottom = box.y + box.height;
  for (const position of points?.positions ?? []) {
    const at = x(position);
    pen.line([at, at], [bottom - TICK, bottom], { colour: palette.ink, width: 1 });
  }
}

/** The field that is shown, on the grid; null while it is not there. */
function valuesOf(scene: Scene, shown: Curves1d): Float64Array | null {
  const { density, target } = scene;
  return shown === 'difference' ? density.map((value, j) => value - target[j]) : scene[shown];
}

/** How many times as high as the densities an axis stays that was there for a spike, long since spread. */
const HEADROOM = 3;

/** Values on the axis: from 0 up to those of the run so far, or about those of the frame. */
function densityRange({ range: [low, high], density, target }: Scene, range: Range): [number, number] {
  const [least, most] = widened(widened([density[0], density[0]], density), target);
  if (range === 'run') {
    const top = Math.min(1.08 * high, niceAbove(HEADROOM * most || 1));
    return [low < -1e-6 * high ? Math.max(1.05 * low, -top) : 0, top];
  }
  // A uniform density has an axis too.
  const air = 0.08 * (most - least) || 1e-3 * Math.abs(most) || 1;
  return [least - air, most + air];
}

/** A line through the samples, and the first of them again at x = 1. */
function closed(samples: Float64Array): Pick<Curve, 'x' | 'y'> {
  const n = samples.length;
  const y = new Float64Array(n + 1);
  y.set(samples);
  y[n] = samples[0];
  return { x: Float64Array.from(y, (_, j) => j / n), y };
}

/** Steps over cells that lie about the grid points: half of the first is at the end. */
function stepped(cells: Float64Array): Pick<Curve, 'x' | 'y'> {
  const n = cells.length;
  const corner = (i: number) => Math.min(Math.max((Math.ceil(i / 2) - 0.5) / n, 0), 1);
  return {
    x: Float64Array.from({ length: 2 * n + 2 }, (_, i) => corner(i)),
    y: Float64Array.from({ length: 2 * n + 2 }, (_, i) => cells[(i >> 1) % n]),
  };
}
