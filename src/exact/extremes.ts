/** The least and the greatest value of a function. */

export interface Extremes {
  minimum: number;
  maximum: number;
}

/** Golden-section steps: the value at an extremum is right to rounding long before the place is. */
const STEPS = 40;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Of f on the line through ascending places that are close enough to show each of its waves. */
export function extremesOf(places: Float64Array, f: (x: number) => number): Extremes {
  const values = places.map(f);
  const least = (of: Float64Array, g: (x: number) => number) => {
    const best = of.reduce((at, value, i) => (value < of[at] ? i : at), 0);
    const [from, to] = [places[Math.max(0, best - 1)], places[Math.min(places.length - 1, best + 1)]];
    return Math.min(of[best], leastBetween(g, from, to));
  };
  return {
    minimum: least(values, f),
    maximum: -least(
      values.map((value) => -value),
      (x) => -f(x),
    ),
  };
}

/** The same on the circle, of a function of period 1 that is looked at `count` times. */
export function extremesOnCircle(count: number, f: (x: number) => number): Extremes {
  return extremesOf(
    Float64Array.from({ length: count + 2 }, (_, i) => (i - 1) / count),
    f,
  );
}

function leastBetween(f: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [below, above] = [f(left), f(right)];
  for (let i = 0; i < STEPS; i++) {
    if (below < above) {
      [high, right, above] = [right, left, below];
      left = high - GOLDEN * (high - low);
      below = f(left);
    } else {
      [low, left, below] = [left, right, above];
      right = low + GOLDEN * (high - low);
      above = f(right);
    }
  }
  return Math.min(below, above);
}
