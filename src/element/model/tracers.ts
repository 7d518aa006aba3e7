import type { Vector, VectorField } from './vector-field.ts';

/** How many there are, and how long each lives, in seconds on the screen. */
const COUNT = 320;
const LIFE = 2.5;

/** Share of the torus that a tracer at the greatest speed crosses in a second, and seconds of the way in its tail. */
const SPEED = 0.13;
const TAIL = 0.9;
/** Pieces of a tail, each paler than the one before it. */
export const PIECES = 6;

/** Steps of the sequence that spreads points over the unit square as evenly as is known (Roberts 2018: 1/ρ, 1/ρ², ρ³ = ρ + 1). */
const [STEP_X, STEP_Y] = [0.7548776662466927, 0.5698402909980532];

interface Tracer {
  at: Vector;
  /** In seconds. */
  age: number;
}

/**
 * Points that are carried by a velocity, at speeds scaled so that the greatest fits the screen. Each lives for some
 * seconds and begins again where the next place of an even sequence is, so that they stay spread where the field
 * gathers them. Without chance: the same calls give the same places.
 */
export class Tracers {
  private seeds = 0;
  private readonly tracers: Tracer[];

  constructor(count = COUNT) {
    // Of all ages, so that they do not all begin again at once.
    this.tracers = Array.from({ length: count }, (_, i) => ({ at: this.seed(), age: (LIFE * i) / count }));
  }

  /** Carries them along `field` for `seconds`; `scale` is the speed that counts as the greatest. */
  advance(field: VectorField, scale: number, seconds: number): void {
    for (const tracer of this.tracers) {
      tracer.age += seconds;
      if (tracer.age >= LIFE) Object.assign(tracer, { at: this.seed(), age: tracer.age % LIFE });
      else tracer.at = wrapped(field.carry(tracer.at, timeOf(scale, seconds)));
    }
  }

  get places(): Vector[] {
    return this.tracers.map(({ at }) => at);
  }

  /**
   * The way that led to each, newest first: PIECES + 1 places, on the plane, so that a way across the seam is whole.
   * A way is along the field as it is now.
   */
  tails(field: VectorField, scale: number): Vector[][] {
    const step = -timeOf(scale, TAIL) / PIECES;
    return this.tracers.map(({ at }) => {
      const way = [at];
      for (let i = 0; i < PIECES; i++) way.push(field.carry(way[i], step));
      return way;
    });
  }

  private seed(): Vector {
    const i = this.seeds++;
    return [(0.5 + STEP_X * i) % 1, (0.5 + STEP_Y * i) % 1];
  }
}

/** Time of the flow that passes in seconds on the screen, where the greatest speed is `scale`. */
const timeOf = (scale: number, seconds: number) => (scale > 0 ? (SPEED / scale) * seconds : 0);

const wrapped = ([x, y]: Vector): Vector => [x - Math.floor(x), y - Math.floor(y)];
