import type { Pixels } from './colour-map.ts';

/** Radii of the torus in space, of its middle circle and of its tube, and how far it is tilted towards the eye. */
const [RING, TUBE] = [1, 0.45];
const TILT = 0.95;
/** Half the side of what is seen: all of the torus and a little air. */
const REACH = RING + TUBE + 0.05;

/** Pixels of the picture along each side. */
const SIDE = 420;

/** Steps of the search along a ray, after which it has met the torus or has passed it. */
const STEPS = 48;

/** Which point of the torus a pixel shows, and how bright it is; fixed for a grid. */
interface Seen {
  grid: readonly number[];
  /** Index of the grid point; −1 beside the torus. */
  index: Int32Array;
  light: Float32Array;
}

/** A field on T² painted on a torus in space: x runs round the ring, y round the tube. */
export class DonutImage {
  readonly canvas = document.createElement('canvas');
  private readonly image = new ImageData(SIDE, SIDE);
  private seen: Seen | undefined;

  constructor() {
    this.canvas.width = this.canvas.height = SIDE;
  }

  paint(
    field: Float64Array,
    grid: readonly number[],
    { map, low, high }: { map: Pixels; low: number; high: number },
  ): HTMLCanvasElement {
    if (this.seen?.grid[0] !== grid[0] || this.seen.grid[1] !== grid[1]) this.seen = look(grid);
    const { index, light } = this.seen;
    const { data } = this.image;
    const scale = high > low ? 255.999 / (high - low) : 0;
    for (let p = 0; p < index.length; p++) {
      if (index[p] < 0) continue;
      const value = Math.min(255, Math.max(0, ((field[index[p]] - low) * scale) | 0));
      const colour = map[value];
      data[4 * p] = (colour & 255) * light[p];
      data[4 * p + 1] = ((colour >> 8) & 255) * light[p];
      data[4 * p + 2] = ((colour >> 16) & 255) * light[p];
      data[4 * p + 3] = 255;
    }
    this.canvas.getContext('2d')!.putImageData(this.image, 0, 0);
    return this.canvas;
  }
}

/** Follows a ray for each pixel, by as much at a time as the torus is away. */
function look(grid: readonly number[]): Seen {
  const index = new Int32Array(SIDE * SIDE).fill(-1);
  const light = new Float32Array(SIDE * SIDE);
  const [sin, cos] = [Math.sin(TILT), Math.cos(TILT)];
  for (let p = 0; p < index.length; p++) {
    const across = (((p % SIDE) + 0.5) / SIDE - 0.5) * 2 * REACH;
    const up = (0.5 - (Math.floor(p / SIDE) + 0.5) / SIDE) * 2 * REACH;
    let depth = 2 * REACH;
    for (let step = 0; step < STEPS; step++) {
      // The torus lies in the plane of a = across and b, with c above it; depth grows towards the eye.
      const b = up * sin - depth * cos;
      const c = up * cos + depth * sin;
      const radius = Math.sqrt(across * across + b * b);
      const away = Math.sqrt((radius - RING) ** 2 + c * c) - TUBE;
      if (away < 1e-3) {
        const u = Math.atan2(b, across) / (2 * Math.PI);
        const v = Math.atan2(c, radius - RING) / (2 * Math.PI);
        index[p] = gridPoint(u, v, grid);
        // The normal's share towards a lamp beside the eye.
        const facing = (c * sin - (b / radius) * (radius - RING) * cos) / TUBE;
        light[p] = 0.35 + 0.65 * Math.max(0, facing);
        break;
      }
      depth -= away;
      if (depth < -2 * REACH) break;
    }
  }
  return { grid: [...grid], index, light };
}

function gridPoint(u: number, v: number, [nx, ny]: readonly number[]): number {
  const [i, j] = [Math.floor((u + 1) * nx) % nx, Math.floor((v + 1) * ny) % ny];
  return i * ny + j;
}
