// Densities of two and three dimensions: products, discs and balls, images, and points on T^d.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ballCoverage } from '../src/problem/densities/profiles/ball.ts';
import { mean, outerProduct, sizeOf } from '../src/problem/grid.ts';
import { type Density, discretize, type Problem } from '../src/problem/index.ts';
import { allClose, close } from './oracle/compare.ts';
import { fill, indexOf } from './support/grids.ts';
import { refusalOf } from './support/refusal.ts';

async function sampled(initial: Density, grid: number[], more: Partial<Problem> = {}) {
  return (await discretize({ grid, s: 1, initial, end: 1, ...more })).initial;
}

/** What a refused density says, without the head of the message. */
async function refused(initial: unknown, grid: number[], more: object = {}): Promise<string> {
  const error = await refusalOf(discretize({ grid, s: 1, initial, end: 1, ...more }));
  return error.message.split('\n').slice(1).join('\n').trim();
}

const ball = suite('discs and balls');

/** The share of each cell by counting points, m an axis. */
function counted(center: readonly number[], radius: number, grid: readonly number[], m: number) {
  const fine = grid.map(() => m);
  return fill(grid, (index) => {
    let inside = 0;
    for (let i = 0; i < sizeOf(fine); i++) {
      const square = indexOf(i, fine).reduce((sum, j, axis) => {
        const x = (index[axis] + (j + 0.5) / m - 0.5) / grid[axis] - center[axis];
        return sum + (x - Math.round(x)) ** 2;
      }, 0);
      if (square < radius * radius) inside++;
    }
    return inside / sizeOf(fine);
  });
}

for (const [center, radius, grid, m] of [
  [[0.3], 0.21, [10], 1000],
  [[0.02], 0.37, [7], 1000],
  [[0.31, 0.62], 0.23, [9, 8], 120],
  [[0.98, 0.03], 0.495, [6, 10], 120],
  [[0.5, 0.5], 0.03, [5, 6], 300],
  [[0.4, 0.45, 0.52], 0.3, [6, 5, 7], 24],
  [[0.01, 0.99, 0.5], 0.48, [5, 4, 6], 24],
  [[0.5, 0.2, 0.6], 0.06, [4, 5, 6], 40],
] as const) {
  ball(`radius ${radius} about [${center}] on [${grid}]: each cell's share`, () => {
    const covered = ballCoverage(center, radius, grid);
    // Points miscount a fraction 1/m of those cells that the sphere cuts, times a few.
    allClose(covered, counted(center, radius, grid, m), 4 / m, 'shares');
    const d = grid.length;
    const volume = [2 * radius, Math.PI * radius ** 2, (4 / 3) * Math.PI * radius ** 3][d - 1];
    // Exact in one and two dimensions; by quadrature in three.
    close(mean(covered), volume, d < 3 ? 1e-14 : 1e-7, 'volume');
  });
}

ball('a ball is a density, and so is what it leaves', async () => {
  for (const grid of [[20], [20, 18], [12, 10, 14]]) {
    const center = [0.2, 0.9, 0.4].slice(0, grid.length);
    const inside = await sampled({ profile: 'indicator', center, radius: 0.3 }, grid);
    const outside = await sampled({ profile: 'vacuum', center, radius: 0.3 }, grid);
    close(mean(inside), 1, 1e-15, 'mass');
    close(mean(outside), 1, 1e-15, 'mass');
    // The two weighted by their volumes make the uniform density.
    const volume = 1 / Math.max(...inside);
    const both = inside.map((value, i) => volume * value + (1 - volume) * outside[i]);
    allClose(both, new Float64Array(both.length).fill(1), 1e-12, 'together');
  }
});

ball('in one dimension it is the interval', async () => {
  for (const [center, radius, from, to] of [
    [0.35, 0.15, 0.2, 0.5],
    [0.025, 0.125, 0.9, 0.15],
  ]) {
    for (const profile of ['indicator', 'vacuum'] as const) {
      const problem = (initial: Density) => discretize({ grid: [30], s: 1, initial, end: 1 });
      const one = await problem({ profile, center, radius });
      const other = await problem({ profile, from, to });
      allClose(one.initial, other.initial, 1e-13, 'samples');
      assert.is(one.patches.length, other.patches.length);
      one.patches.forEach((patch, i) => {
        close(patch.from, other.patches[i].from, 1e-14, 'from');
        close(patch.to, other.patches[i].to, 1e-14, 'to');
        close(patch.density, other.patches[i].density, 1e-13, 'density');
      });
    }
  }
});

ball('refuses what is no ball', async () => {
  assert.match(
    await refused({ profile: 'indicator', radius: 0.5 }, [8, 8]),
    /initial\.radius = 0\.5: must be a number between 0 and 0\.5/,
  );
  assert.match(
    await refused({ profile: 'vacuum', radius: 0.2, from: 0 }, [8, 8]),
    /initial\.from = 0: is not a known key/,
  );
  assert.match(
    await refused({ profile: 'indicator', radius: 0.2, center: [0.5] }, [8, 8]),
    /initial\.center.*each of the 2 axes/,
  );
});

ball.run();

const product = suite('products');

product('is the product of its factors, whatever they are', async () => {
  const x: Density = { profile: 'von-mises', kappa: 2, center: 0.3 };
  const y: Density = { profile: 'indicator', from: 0.2, to: 0.6 };
  const z = '1 + 0.5*sin(2*pi*x)';
  const lines = await Promise.all([sampled(x, [12]), sampled(y, [10]), sampled(z, [14])]);
  assert.equal(
    await sampled({ product: [x, y, z] }, [12, 10, 14]),
    outerProduct(lines).map((value) => value),
  );
  const f = (u: number) => 1 + 0.2 * Math.cos(2 * Math.PI * u);
  const g = await sampled(f, [8]);
  allClose(
    await sampled({ product: [f, Array.from(g)] }, [8, 8]),
    outerProduct([g, g]),
    1e-15,
    'functions and arrays',
  );
});

product(
  'random factors differ from one another and from those of the target, and are as rough as the roughest',
  async () => {
    const rough: Density = { profile: 'rough', regularity: 1.5 };
    const smooth: Density = { profile: 'rough', regularity: 2.5 };
    const problem = await discretize({
      ...{ grid: [16, 16], s: 1, end: 1, seed: 4 },
      initial: { product: [rough, smooth] },
      target: { product: [rough, rough] },
    });
    const lines = await Promise.all(
      [4, 6, 5, 7].map((seed, i) => sampled({ ...(i === 1 ? smooth : rough), seed } as Density, [16])),
    );
    assert.equal(problem.initial, outerProduct(lines.slice(0, 2)));
    assert.equal(problem.target, outerProduct(lines.slice(2)));
    assert.is(problem.regularity, 1.5);
  },
);

product('with "normalize" its factors may have any mass', async () => {
  const given: Density = { product: ['2 + cos(2*pi*x)', '0.1'] };
  assert.match(
    await refused(given, [8, 8]),
    /product\[0\]: has mass 2 .*product\[1\]|product\[0\]: has mass 2/,
  );
  const [line, one] = [await sampled('1 + 0.5*cos(2*pi*x)', [8]), new Float64Array(8).fill(1)];
  allClose(await sampled(given, [8, 8], { normalize: true }), outerProduct([line, one]), 1e-15, 'samples');
});

product('says which factor is wrong', async () => {
  assert.match(
    await refused({ product: ['1'] }, [8, 8]),
    /initial\.product.*one density for each of the 2 axes/,
  );
  assert.match(
    await refused({ product: ['1', '1 + 2*cos(2*pi*x)'] }, [8, 8]),
    /initial\.product\[1\] = -0\.41\d+: is negative at index 3, x = 0\.375/,
  );
  assert.match(await refused({ product: ['1', '1 + y'] }, [8, 8]), /initial\.product\[1\].*unknown/i);
  assert.match(
    await refused({ product: ['1', { dirac: [[0.5, 1]] }] }, [8, 8]),
    /initial\.product\[1\].*not a sum of point masses/,
  );
  assert.match(
    await refused({ product: ['1', { profile: 'cosine', amplitude: 2 }] }, [8, 8]),
    /initial\.product\[1\]\.amplitude = 2/,
  );
  assert.match(
    await refused({ product: 'uniform' }, [8, 8]),
    /initial\.product = "uniform": must be a list of densities/,
  );
});

product.run();

const angles = suite('angles on T² and T³');

/** The density of a normal variable of this deviation, modulo 1. */
const wrapped = (x: number, deviation: number) => {
  let sum = 0;
  for (let turn = -12; turn <= 12; turn++) sum += Math.exp(-0.5 * ((x - turn) / deviation) ** 2);
  return sum / (deviation * Math.sqrt(2 * Math.PI));
};

for (const [d, grid] of [
  [2, [36, 40]],
  [3, [20, 18, 24]],
] as const) {
  angles(
    `in degrees, of either sign and beyond a turn, d = ${d}: wrapped Gaussians at each point`,
    async () => {
      // Dihedral angles as programs write them: −180 … 180, or 0 … 360.
      const degrees = [
        [-57.8, -47, 180],
        [-119, 113, 540],
        [302.2, 313, -60],
        [60, 45, 0],
      ].map((angle) => angle.slice(0, d));
      for (const bandwidth of d === 2 ? [25, 80] : [48, 100]) {
        const found = await sampled({ points: degrees, period: 360, bandwidth }, [...grid]);
        const direct = fill(grid, (index) => {
          const terms = degrees.map((angle) =>
            angle.reduce(
              (p, a, axis) => p * wrapped(index[axis] / grid[axis] - ((a / 360) % 1), bandwidth / 360),
              1,
            ),
          );
          return terms.reduce((sum, term) => sum + term, 0) / degrees.length;
        });
        // What the grid cuts off of the narrowest kernel is below 1e−11.
        allClose(found, direct, 1e-10, `bandwidth ${bandwidth}`);
      }
    },
  );
}

angles('points of the wrong dimension are refused, and a bandwidth that the grid cannot hold', async () => {
  assert.match(
    await refused({ points: [[1, 2, 3]], bandwidth: 0.2 }, [8, 8]),
    /initial\.points\[0\].*an array of 2 finite numbers/,
  );
  assert.match(await refused({ points: [0.5], bandwidth: 0.2 }, [8, 8]), /initial\.points\[0\] = 0\.5/);
  assert.match(
    await refused({ points: [[10, 20]], period: 360, bandwidth: 9 }, [40, 48]),
    /bandwidth is too small for this grid: at least 22\.5 is safe/,
  );
});

angles.run();
