// Distances on the circle against assignment by brute force, closed forms, the axioms, and the flow itself.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type CircleMeasure, energy, transportPlan, wassersteinDistance } from '../src/diagnostics/index.ts';
import { solve } from '../src/index.ts';
import { close, noise, refused } from './support/diagnostics.ts';

const distances = suite('Wasserstein distances on the circle');

const orders = [1, 1.5, 2, 3, 7, Number.POSITIVE_INFINITY];

// W_p^p is right to 1e−15, so that W_p of two equal measures may be (1e−15)^{1/p}.
const rounding = (p: number) => (p === Number.POSITIVE_INFINITY ? 1e-12 : 2 * 4e-15 ** (1 / p));

/** The distance of two points of the circle. */
function around(x: number, y: number): number {
  const gap = Math.abs(x - y) % 1;
  return Math.min(gap, 1 - gap);
}

function* permutations(items: number[]): Generator<number[]> {
  if (items.length <= 1) yield items;
  for (let i = 0; i < items.length; i++) {
    for (const rest of permutations([...items.slice(0, i), ...items.slice(i + 1)])) yield [items[i], ...rest];
  }
}

/** (mean of gap^p)^{1/p}, or the greatest gap. */
function total(gaps: number[], p: number): number {
  if (p === Number.POSITIVE_INFINITY) return Math.max(...gaps);
  return (gaps.reduce((sum, gap) => sum + gap ** p, 0) / gaps.length) ** (1 / p);
}

/** W_p of equally many equal masses: the best of all assignments. */
function assignment(x: number[], y: number[], p: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (const order of permutations([...y.keys()])) {
    best = Math.min(
      best,
      total(
        x.map((point, i) => around(point, y[order[i]])),
        p,
      ),
    );
  }
  return best;
}

/** The same for many points: sorted, one of the cyclic shifts is best. */
function bestShift(x: number[], y: number[], p: number): number {
  const [a, b] = [x, y].map((points) => points.map((z) => z - Math.floor(z)).sort((s, t) => s - t));
  let best = Number.POSITIVE_INFINITY;
  for (let shift = 0; shift < b.length; shift++) {
    best = Math.min(
      best,
      total(
        a.map((point, i) => around(point, b[(i + shift) % b.length])),
        p,
      ),
    );
  }
  return best;
}

const random = (count: number, seed: number) => Array.from(noise(count, seed));

distances('equal masses: the best of all assignments, of seven points or fewer', () => {
  for (let count = 1; count <= 7; count++) {
    for (let round = 0; round < (count < 6 ? 8 : 2); round++) {
      const x = random(count, 100 * count + round + 1);
      // Points that coincide, and points at the seam.
      const y = random(count, 991 * count + round + 7).map((z, i) => (i === 1 ? x[0] : i === 2 ? 0 : z));
      for (const p of orders) {
        const found = wassersteinDistance({ points: x }, { points: y }, p);
        // W_p^p is right to rounding, 1e−15.
        const allowed = 1e-13;
        assert.ok(Math.abs(found - assignment(x, y, p)) < allowed, `${count} points, p = ${p}: ${found}`);
      }
    }
  }
});

distances('equal masses: the best of all cyclic shifts', () => {
  for (const count of [12, 50, 101]) {
    const [x, y] = [random(count, count), random(count, count + 1)];
    for (const p of orders) {
      close(wassersteinDistance({ points: x }, { points: y }, p), bestShift(x, y, p), 1e-13, `p = ${p}`);
    }
  }
});

distances('multiple masses are multiple points', () => {
  const [x, y] = [random(5, 3), random(4, 4)];
  const [wx, wy] = [[2, 3, 1, 4, 2].map((w) => w / 12), [1, 5, 4, 2].map((w) => w / 12)];
  const split = (points: number[], weights: number[]) =>
    points.flatMap((point, i) => new Array(Math.round(12 * weights[i])).fill(point));
  for (const p of orders) {
    const found = wassersteinDistance({ points: x, weights: wx }, { points: y, weights: wy }, p);
    close(found, bestShift(split(x, wx), split(y, wy), p), 1e-13, `p = ${p}`);
  }
});

distances('integer masses: as many points of unit mass', () => {
  const masses = fc.array(fc.tuple(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 1, max: 9 })), {
    minLength: 1,
    maxLength: 6,
  });
  /** Both sums of masses brought to their product. */
  const split = (pairs: [number, number][], times: number) =>
    pairs.flatMap(([x, mass]) => new Array<number>(mass * times).fill(x / 60));
  const sumOf = (pairs: [number, number][]) => pairs.reduce((sum, [, mass]) => sum + mass, 0);
  const measure = (pairs: [number, number][]) => ({
    points: pairs.map(([x]) => x / 60),
    weights: pairs.map(([, mass]) => mass / sumOf(pairs)),
  });
  fc.assert(
    fc.property(masses, masses, fc.constantFrom(...orders), (a, b, p) => {
      const exact = bestShift(split(a, sumOf(b)), split(b, sumOf(a)), p);
      const found = wassersteinDistance(measure(a), measure(b), p);
      assert.ok(Math.abs(found - exact) < rounding(p), `${found}, ${exact}`);
    }),
    { seed: 5, numRuns: 60 },
  );
});

distances('from an atom to the uniform measure: ½ (p + 1)^{−1/p}', () => {
  for (const p of orders) {
    const exact = p === Number.POSITIVE_INFINITY ? 0.5 : 0.5 * (p + 1) ** (-1 / p);
    for (const at of [0, 0.3, 0.99, -4.7]) {
      close(wassersteinDistance({ points: [at] }, 'uniform', p), exact, 1e-14, `p = ${p}, at ${at}`);
    }
  }
});

distances('from an atom to a cell: ((b^{p+1} − a^{p+1})/((p + 1)(b − a)))^{1/p}', () => {
  // From wide, where powers are subtracted, to narrow, where they would lose digits.
  for (const width of [0.2, 0.01, 1e-3, 1e-4]) {
    const cell = { edges: [0.2, 0.2 + width, 1.2], masses: [1, 0] };
    for (const p of [1, 1.5, 2, 7, 30]) {
      const [a, b] = [0.2, 0.2 + width];
      // By Gauss–Legendre of five points on sixteen parts: exact to rounding here.
      const exact = gaussMean((z) => z ** p, a, b) ** (1 / p);
      close(wassersteinDistance({ points: [0] }, cell, p), exact, 1e-13, `width ${width}, p = ${p}`);
    }
  }
});

/** The mean of f over [a, b]. */
function gaussMean(f: (z: number) => number, a: number, b: number): number {
  const nodes = [0.046910077030668, 0.2307653449471585, 0.5, 0.7692346550528415, 0.953089922969332];
  const weights = [
    0.1184634425280945, 0.2393143352496832, 0.2844444444444444, 0.2393143352496832, 0.1184634425280945,
  ];
  let sum = 0;
  for (let i = 0; i < 16; i++) {
    nodes.forEach((node, q) => {
      sum += (weights[q] * f(a + ((i + node) / 16) * (b - a))) / 16;
    });
  }
  return sum;
}

distances('from N equispaced atoms to the uniform measure: N times less', () => {
  for (const count of [2, 5, 1000]) {
    const points = Array.from({ length: count }, (_, i) => (i + 0.37) / count);
    for (const p of [1, 2, 5]) {
      // N sums of masses and positions, each right to 1e−16 where a distance is 1/N.
      const exact = (0.5 / count) * (p + 1) ** (-1 / p);
      close(wassersteinDistance({ points }, 'uniform', p), exact, 1e-15 * count + 1e-14);
    }
  }
});

distances('two atoms of masses a and 1 − a, each moved its own way', () => {
  const a = 0.3;
  const [mu, nu] = [
    { points: [0.1, 0.6], weights: [a, 1 - a] },
    { points: [0.15, 0.58], weights: [a, 1 - a] },
  ];
  for (const p of [1, 2, 3]) {
    const exact = (a * 0.05 ** p + (1 - a) * 0.02 ** p) ** (1 / p);
    close(wassersteinDistance(mu, nu, p), exact, 1e-13);
  }
  close(wassersteinDistance(mu, nu, Number.POSITIVE_INFINITY), 0.05, 1e-13);
});

distances('translates by less than half the least gap are as far apart as they were moved', () => {
  const density = Array.from({ length: 60 }, (_, j) => 1 + 0.9 * Math.cos((2 * Math.PI * j) / 60));
  const masses = density.map((value) => value / 60);
  const edges = Array.from({ length: 61 }, (_, j) => j / 60);
  const points = Array.from({ length: 40 }, (_, i) => (i + 0.3 * Math.sin(i)) / 40);
  for (const shift of [1e-7, 0.004, 0.0083]) {
    const moved = (values: number[]) => values.map((x) => x + shift);
    for (const p of orders) {
      const pairs: [CircleMeasure, CircleMeasure][] = [
        [{ points }, { points: moved(points) }],
        [
          { edges, masses },
          { edges: moved(edges), masses },
        ],
      ];
      // Positions are right to 1e−16, which counts 1e9 times beside 1e−7. To translate a positive density is not the
      // best way to move it: turning a little less costs less.
      const [atoms, cells] = pairs.map(([mu, nu]) => wassersteinDistance(mu, nu, p));
      close(atoms, shift, 1e-8, `p = ${p}`);
      assert.ok(cells <= shift * (1 + 1e-8), `p = ${p}: ${cells}`);
    }
  }
});

distances('p = 1: ∫ |F − G − median| dx, summed on a fine grid', () => {
  const [mu, nu] = [noise(24, 5), noise(16, 6)].map((values) => {
    const positive = values.map((value) => Math.max(0, value + 0.6));
    const mean = positive.reduce((sum, value) => sum + value, 0) / positive.length;
    return positive.map((value) => value / mean);
  });
  // F − G at the middles of 48 · 400 cells, of which each lies within one cell of μ and of ν.
  const fine = 48 * 400;
  let gap = 0;
  const gaps = Float64Array.from({ length: fine }, (_, i) => {
    const x = (i + 0.5) / fine - 1 / 2;
    const rise = [mu, nu].map(
      (density) => density[Math.floor(x * density.length + 0.5 + density.length) % density.length],
    );
    gap += (rise[0] - rise[1]) / fine;
    return gap - (rise[0] - rise[1]) / (2 * fine);
  });
  const median = gaps.slice().sort()[fine / 2];
  const direct = gaps.reduce((sum, value) => sum + Math.abs(value - median), 0) / fine;
  // The rule of middles errs where the sign changes only, and in the median, by (1/fine)².
  close(wassersteinDistance(mu, nu, 1), direct, 1e-6);
});

distances('a density and many points laid at its quantiles', () => {
  const density = Array.from({ length: 30 }, (_, j) =>
    Math.max(0, 1 + 1.6 * Math.cos((2 * Math.PI * j) / 30)),
  );
  const mass = density.reduce((sum, value) => sum + value, 0) / 30;
  const mu = density.map((value) => value / mass);
  const nu = { points: [0.1, 0.15, 0.7], weights: [0.5, 0.2, 0.3] };
  const points: number[] = [];
  const weights: number[] = [];
  mu.forEach((value, j) => {
    for (let i = 0; i < 200; i++) {
      points.push((j - 0.5 + (i + 0.5) / 200) / 30);
      weights.push(value / 6000);
    }
  });
  for (const p of orders) {
    const [cells, atoms] = [mu, { points, weights }].map((measure) => wassersteinDistance(measure, nu, p));
    // An atom stands for a cell of width 1/6000: no mass is further from its atom than half of that.
    assert.ok(Math.abs(cells - atoms) <= 0.5 / 6000 + 1e-12, `p = ${p}: ${cells}, ${atoms}`);
    // For smooth costs the middle of a cell is as good as the cell, to second order.
    if (p === 2) assert.ok(Math.abs(cells - atoms) < 1e-7, `${cells - atoms}`);
  }
});

distances.run();

const laws = suite('laws of the distance');

/** A measure of one of the forms, from what fast-check draws. */
const measures: fc.Arbitrary<CircleMeasure> = fc.oneof(
  fc.constant<CircleMeasure>('uniform'),
  fc
    .array(fc.tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: 1, max: 9 })), {
      minLength: 1,
      maxLength: 9,
    })
    .map((pairs) => {
      const sum = pairs.reduce((total, [, weight]) => total + weight, 0);
      return { points: pairs.map(([x]) => x / 20), weights: pairs.map(([, weight]) => weight / sum) };
    }),
  fc
    .array(fc.integer({ min: 0, max: 5 }), { minLength: 2, maxLength: 12 })
    .filter((values) => values.some((value) => value > 0))
    .map((values) => {
      const mean = values.reduce((total, value) => total + value, 0) / values.length;
      return values.map((value) => value / mean);
    }),
);

laws('distances far below rounding of W_p^p are seen between equal masses', () => {
  // Binary fractions, moved by one: positions are exact, and breakpoints are N-fold but for rounding.
  for (const count of [7, 64, 300]) {
    const points = Array.from(noise(count, count), (x) => Math.round(x * 2 ** 20) / 2 ** 20);
    for (const p of orders) {
      for (const shift of [2 ** -30, 2 ** -45]) {
        const found = wassersteinDistance({ points }, { points: points.map((x) => x + shift) }, p);
        close(found, shift, 1e-9, `N = ${count}, p = ${p}, shift ${shift}`);
      }
    }
  }
});

laws('symmetric, zero between equals, at most the sum by way of a third, at most ½', () => {
  fc.assert(
    fc.property(measures, measures, measures, fc.constantFrom(...orders), (a, b, c, p) => {
      const [ab, ba, bc, ac] = [
        wassersteinDistance(a, b, p),
        wassersteinDistance(b, a, p),
        wassersteinDistance(b, c, p),
        wassersteinDistance(a, c, p),
      ];
      assert.ok(Math.abs(ab - ba) <= rounding(p), `${ab} one way, ${ba} the other`);
      assert.ok(wassersteinDistance(a, a, p) <= rounding(p));
      assert.ok(ac <= ab + bc + rounding(p), `${ac} > ${ab} + ${bc}`);
      assert.ok(ab >= 0 && ab <= 0.5 + 1e-12, `${ab}`);
    }),
    { seed: 1, numRuns: 300 },
  );
});

laws('increases with p, up to that of p = ∞', () => {
  fc.assert(
    fc.property(measures, measures, (a, b) => {
      const found = orders.map((p) => wassersteinDistance(a, b, p));
      found.forEach((distance, i) => {
        if (i > 0) assert.ok(distance >= found[i - 1] - rounding(orders[i]), `${found}`);
      });
      // (∫ z^p)^{1/p} comes near the greatest z, from below.
      assert.ok(wassersteinDistance(a, b, 64) <= found[found.length - 1] * (1 + 1e-9) + rounding(64));
    }),
    { seed: 2, numRuns: 200 },
  );
});

laws('does not see where the circle is cut', () => {
  fc.assert(
    fc.property(
      measures,
      measures,
      fc.constantFrom(...orders),
      fc.integer({ min: -30, max: 30 }),
      (a, b, p, n) => {
        const turned = [a, b].map((measure) => turn(measure, n / 12));
        const [there, here] = [wassersteinDistance(turned[0], turned[1], p), wassersteinDistance(a, b, p)];
        assert.ok(Math.abs(there - here) <= rounding(p), `${there} ≠ ${here}`);
      },
    ),
    { seed: 3, numRuns: 200 },
  );
});

/** The measure moved by this much. */
function turn(measure: CircleMeasure, by: number): CircleMeasure {
  if (measure === 'uniform') return measure;
  if ('points' in measure) return { ...measure, points: Array.from(measure.points, (x) => x + by) };
  const density = Array.from(measure as ArrayLike<number>);
  const n = density.length;
  return {
    edges: Array.from({ length: n + 1 }, (_, j) => (j - 0.5) / n + by),
    masses: density.map((value) => value / n),
  };
}

laws('a plan has the measures for marginals, and costs what the distance says', () => {
  fc.assert(
    fc.property(measures, measures, fc.constantFrom(1, 2, 3), (a, b, p) => {
      const { mass, from, to, distance } = transportPlan(a, b, p);
      // Moments of the two sides: test functions that know the circle.
      for (const k of [1, 2, 5]) {
        for (const [side, measure] of [
          [from, a],
          [to, b],
        ] as const) {
          const own = transportPlan(measure, 'uniform', 2);
          const [re, im] = moment(mass, side, k);
          const [ownRe, ownIm] = moment(own.mass, own.from, k);
          assert.ok(Math.hypot(re - ownRe, im - ownIm) < 1e-12, `k = ${k}`);
        }
      }
      const paid = mass.reduce((sum, share, i) => {
        // Simpson's rule with 16 panels, of |z|^p for a z that changes linearly.
        for (let j = 0; j <= 32; j++) {
          const at = j / 32;
          const x = from.start[i] + at * (from.end[i] - from.start[i]);
          const y = to.start[i] + at * (to.end[i] - to.start[i]);
          const weight = j === 0 || j === 32 ? 1 : j % 2 ? 4 : 2;
          sum += (share * weight * Math.abs(x - y) ** p) / 96;
        }
        return sum;
      }, 0);
      // For p = 1 the rule errs by (width/16)² of the piece in which z changes its sign.
      assert.ok(Math.abs(paid - distance ** p) < (p === 1 ? 2e-3 : 1e-5), `${paid}, ${distance ** p}`);
    }),
    { seed: 4, numRuns: 150 },
  );
});

/** ∫ e^{2πikx} over one side of a plan. */
function moment(
  mass: Float64Array,
  side: { start: Float64Array; end: Float64Array },
  k: number,
): [number, number] {
  const sum: [number, number] = [0, 0];
  mass.forEach((share, i) => {
    const middle = Math.PI * k * (side.start[i] + side.end[i]);
    const half = Math.PI * k * (side.end[i] - side.start[i]);
    const average = half === 0 ? 1 : Math.sin(half) / half;
    sum[0] += share * average * Math.cos(middle);
    sum[1] += share * average * Math.sin(middle);
  });
  return sum;
}

laws.run();

const flow = suite('the distance along the flow of s = 1 towards ν = 1');

const n = 256;
const mu0 = Float64Array.from(
  { length: n },
  (_, j) => 1 + 0.5 * Math.cos((2 * Math.PI * j) / n) - 0.3 * Math.sin((6 * Math.PI * j) / n),
);

flow('the energy is half the squared distance, for any measure', () => {
  for (const cells of [2 ** 10, 2 ** 12]) {
    const distance = wassersteinDistance({ interpolant: mu0, cells }, 'uniform', 2);
    // Averaged, then held constant: mode k is (2/3)(πk/cells)² less of the energy, for both modes together 8.6/cells².
    const short = (1 - distance ** 2 / 2 / energy(mu0, 'uniform', 1)) * cells ** 2;
    assert.ok(Math.abs(short - 8.6) < 0.1, `${short}`);
  }
  // Points: E = ½ Σ w_i w_j K(x_i − x_j), K(x) = ½(x² − x) + 1/12 on [0, 1].
  const [points, weights] = [
    [0.1, 0.35, 0.8, 0.81],
    [0.2, 0.3, 0.4, 0.1],
  ];
  let sum = 0;
  points.forEach((x, i) => {
    points.forEach((y, j) => {
      const gap = Math.abs(x - y);
      sum += 0.5 * weights[i] * weights[j] * ((gap * gap - gap) / 2 + 1 / 12);
    });
  });
  close(wassersteinDistance({ points, weights }, 'uniform') ** 2 / 2, sum, 1e-13);
});

flow('falls like e^{−t}', async () => {
  const times = [0, 0.5, 1, 3];
  const { density } = await solve(
    { grid: n, s: 1, initial: mu0, end: 3, save: { times }, method: 'exact' },
    { inline: true },
  );
  const start = wassersteinDistance({ interpolant: mu0 }, 'uniform');
  times.forEach((t, i) => {
    const later = wassersteinDistance({ interpolant: density.subarray(i * n, (i + 1) * n) }, 'uniform');
    // 2¹⁵ cells: (1/2¹⁵)²; the modes above the grid's, which the transported density has, are below 1e−7.
    close(later, start * Math.exp(-t), 2e-7, `t = ${t}`);
  });
});

flow.run();

const refusals = suite('what is not a measure on the circle');

refusals('is refused, by name', () => {
  const good = { points: [0.5] };
  const w = (mu: unknown, p = 2) => wassersteinDistance(mu as CircleMeasure, good, p);
  refused(() => w([1, Number.NaN]), 'mu[1]');
  refused(() => w([2, -0.5]), 'mu[1]');
  refused(() => w([]), 'mu.length');
  refused(() => w([2, 2]), 'the mass of mu');
  refused(() => w([0, 0]), 'the mass of mu');
  refused(() => w({ points: [] }), 'mu.points.length');
  refused(() => w({ points: [0.1, Infinity] }), 'mu.points[1]');
  refused(() => w({ points: [0.1, 0.2], weights: [1] }), 'mu.weights.length');
  refused(() => w({ points: [0.1, 0.2], weights: [1.5, -0.5] }), 'mu.weights[1]');
  refused(() => w({ points: [0.1, 0.2], weights: [1, 1] }), 'the mass of mu.weights');
  refused(() => w({ edges: [0], masses: [] }), 'mu.edges.length');
  refused(() => w({ edges: [0, 0.5, 1], masses: [1] }), 'mu.masses.length');
  refused(() => w({ edges: [0, 0.5, 0.4, 1], masses: [1, 0, 0] }), 'mu.edges[2]');
  refused(() => w({ edges: [0, 0.5, 1.1], masses: [1, 0] }), 'mu.edges[2]');
  refused(() => w({ interpolant: [1, 1, 1], cells: 2 }), 'mu.cells');
  refused(() => w({ interpolant: [4, 0, 0, 0] }), 'mu.interpolant[8193]');
  refused(() => w(undefined), 'mu');
  refused(() => w('flat'), 'mu');
  refused(() => w({}), 'mu');
  refused(() => w(good, 0.5), 'p');
  refused(() => w(good, Number.NaN), 'p');
  refused(() => wassersteinDistance(good, [3, 0]), 'the mass of nu');
});

refusals.run();
