import type { Pixels } from './colour-map.ts';

/** Radii of the torus in space, of its middle circle and of its tube, and how far it is tilted towards the eye. */
const [RING, TUBE] = [1, 0.45];
const TILT = 0.95;
/** Half the side of what is seen: all of the torus and a little air. */
const REACH = RING + TUBE + 0.05;

/** Pixels of the picture along each side. */
const SIDE = 420;

/** Steps of the search along a ray, after which it has met the torus or has passed it, and the distance that counts as met. */
const STEPS = 48;
const HIT = 1e-3;

/** Which point of the torus a pixel shows, how bright it is, and how much of the pixel it covers; fixed for a grid. */
interface Seen {
  grid: readonly number[];
  /** Index of the grid point; −1 beside the torus. */
  index: Int32Array;
  light: Float32Array;
  alpha: Uint8ClampedArray;
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
    const { index, light, alpha } = this.seen;
    const { data } = this.image;
    const scale = high > low ? 255.999 / (high - low) : 0;
    for (let p = 0; p < index.length; p++) {
      if (index[p] < 0) continue;
      const value = Math.min(255, Math.max(0, ((field[index[p]] - low) * scale) | 0));
      const colour = map[value];
      data[4 * p] = (colour & 255) * light[p];
      data[4 * p + 1] = ((colour >> 8) & 255) * light[p];
      data[4 * p + 2] = ((colour >> 16) & 255) * light[p];
      data[4 * p + 3] = alpha[p];
    }
    this.canvas.getContext('2d')!.putImageData(this.image, 0, 0);
    return this.canvas;
  }
}

/** A place on a ray, in the torus's own axes: b in its plane, away from the eye, c above it. */
interface Place {
  b: number;
  c: number;
  /** Distance from the torus. */
  away: number;
}

const [SIN, COS] = [Math.sin(TILT), Math.cos(TILT)];

function look(grid: readonly number[]): Seen {
  const index = new Int32Array(SIDE * SIDE).fill(-1);
  const light = new Float32Array(SIDE * SIDE);
  const alpha = new Uint8ClampedArray(SIDE * SIDE);
  const pixel = (2 * REACH) / SIDE;
  for (let p = 0; p < index.length; p++) {
    const across = ((p % SIDE) + 0.5) * pixel - REACH;
    const up = REACH - (Math.floor(p / SIDE) + 0.5) * pixel;
    const { b, c, away } = follow(across, up);
    // A ray that passes by within a pixel: the edge is soft.
    if (away >= pixel) continue;
    const radius = Math.hypot(across, b);
    const u = Math.atan2(b, across) / (2 * Math.PI);
    const v = Math.atan2(c, radius - RING) / (2 * Math.PI);
    index[p] = gridPoint(u, v, grid);
    // The normal's share towards a lamp beside the eye.
    const facing = (c * SIN - (b / radius) * (radius - RING) * COS) / TUBE;
    light[p] = 0.35 + 0.65 * Math.max(0, facing);
    alpha[p] = 255 * Math.min(1, 1 - (away - HIT) / pixel);
  }
  return { grid: [...grid], index, light, alpha };
}

/** Follows a ray, by as much at a time as the torus is away, to where it meets the torus, or comes closest. */
function follow(across: number, up: number): Place {
  let depth = 2 * REACH;
  let closest: Place = { b: 0, c: 0, away: Number.POSITIVE_INFINITY };
  for (let step = 0; step < STEPS && closest.away > HIT && depth > -2 * REACH; step++) {
    const b = up * SIN - depth * COS;
    const c = up * COS + depth * SIN;
    // Some millions of times: Math.hypot would be slow.
    const away = Math.sqrt((Math.sqrt(across * across + b * b) - RING) ** 2 + c * c) - TUBE;
    if (away < closest.away) closest = { b, c, away };
    depth -= away;
  }
  return closest;
}

function gridPoint(u: number, v: number, [nx, ny]: readonly number[]): number {
  const [i, j] = [Math.floor((u + 1) * nx) % nx, Math.floor((v + 1) * ny) % ny];
  return i * ny + j;
}
