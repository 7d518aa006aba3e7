// Where N equal points on the circle come to rest, and how fast: by the kernel, and by runs.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  estimateRates,
  latticeRate,
  particleFloor,
  pointVelocity,
  type Rate,
  windowEnd,
} from '../src/diagnostics/index.ts';
import { createSolver } from '../src/engine/create.ts';
import { discretize } from '../src/problem/index.ts';
import { hurwitzRest, zeta } from '../src/problem/special/zeta.ts';
import type { Problem } from '../src/problem/types.ts';
import { close, refused } from './support/diagnostics.ts';
import { floorEnergy, module } from './support/particles.ts';

const theory = suite('floor and rates of the lattice');

theory('Hurwitz’s function: closed forms on either side of its pole and at it', () => {
  close(hurwitzRest(2, 0.5), Math.PI ** 2 / 2 - 1, 1e-14);
  close(hurwitzRest(4, 0.25) + hurwitzRest(4, 0.75), (2 * Math.PI ** 4 * 8) / 6 - 2 / 3, 1e-14); // 256ζ(4)(1 − 2^{−4})
  // −Γ'(½)/Γ(½) = γ + 2 log 2, and the limit from both sides is the value.
  close(hurwitzRest(1, 0.5), 0.5772156649015329 + 2 * Math.LN2, 1e-14);
  for (const s of [1 - 1e-7, 1 + 1e-7]) close(hurwitzRest(s, 0.5), hurwitzRest(1, 0.5), 1e-6);
  for (const a of [0.1, 0.5, 1]) close(hurwitzRest(0, a), 1.5 - a, 1e-14); // ζ(0, a) = ½ − a
  close(zeta(2), Math.PI ** 2 / 6, 1e-15);
  close(zeta(1.5), 2.612375348685488, 1e-15);
});

theory('rates of the lattice: those of the velocity of displaced points, mode by mode', () => {
  const size = 1e-6;
  for (const s of [1, 1.25, 1.5, 2, 3]) {
    for (const [count, mode] of [
      [2, 1],
      [8, 1],
      [8, 4],
      [9, 4],
      [9, 6],
    ]) {
      const shape = Array.from({ length: count }, (_, i) => Math.cos((2 * Math.PI * mode * i) / count));
      const points = shape.map((u, i) => i / count + size * u);
      const velocity = pointVelocity({ points }, 'uniform', s);
      // At s = 1.25 the force is singular where points meet, its third derivative times size² is the error.
      close(
        -velocity[0] / size,
        latticeRate(count, s, mode),
        s < 1.5 ? 1e-6 : 1e-7,
        `s = ${s}, ${mode} of ${count}`,
      );
    }
  }
});

theory('the slowest are neighbours against each other; s = 1: all alike; s = 2: a closed form', () => {
  for (const mode of [1, 2, 5]) close(latticeRate(10, 1, mode), 1, 1e-14);
  for (const s of [1.25, 2, 4]) {
    const rates = [1, 2, 3, 4, 5, 6].map((mode) => latticeRate(11, s, mode));
    close(Math.min(...rates), latticeRate(11, s), 1e-13);
    close(rates[4], rates[5], 1e-14); // m and N − m
  }
  // π²/sin²(πm/N) − π²/3, over (2πN)²; two points: δ' = −δ/24 (theory.md).
  close(latticeRate(7, 2, 2), (1 / Math.sin((2 * Math.PI) / 7) ** 2 - 1 / 3) / 4 / 49, 1e-13);
  close(latticeRate(2, 2), 1 / 24, 1e-14);
});

theory('towards another density the floor has the factor ∫ ν^{2−2s}', () => {
  const nu = Float64Array.from({ length: 64 }, (_, j) => 1 + 0.5 * Math.cos((2 * Math.PI * j) / 64));
  close(particleFloor(5, 1, nu), floorEnergy(1, 5), 1e-12);
  // ∫(1 + a cos)^{−2} = (1 − a²)^{−3/2}.
  close(particleFloor(5, 2, nu), floorEnergy(2, 5) * 0.75 ** -1.5, 1e-12);
});

theory('what cannot be is refused', () => {
  refused(() => latticeRate(1, 2), 'count');
  refused(() => latticeRate(4, 0.9), 's');
  refused(() => latticeRate(4, 2, 4), 'mode');
  refused(() => latticeRate(4, 2, 0), 'mode');
  refused(() => particleFloor(4, 2, [1, 0]), 'target[1]');
});

theory(
  'the law is fitted until the energy is twice the floor, and to half as many modes as there are points',
  () => {
    const initial = new Float64Array(64).fill(1);
    const time = Float64Array.from({ length: 400 }, (_, i) => 0.1 * 10 ** (i / 50));
    const points = (count: number, law: (t: number) => number) => {
      const particles = { given: false, start: { weights: new Float64Array(count).fill(1 / count) } };
      const energy = time.map((t) => law(t) + particleFloor(count, 2));
      const [rate] = estimateRates(
        { history: { time, energy } },
        { s: 2, initial, target: 'uniform', particles },
      );
      return rate;
    };
    const floor = particleFloor(512, 2);
    const early = points(512, (t) => 100 * floor * (1 + t) ** -2);
    // 100 (1 + t)^{−2} = 1 at t = 9: less than a decade of the law is left above twice the floor.
    assert.is(early.window, null);
    assert.match(early.note, /points come to rest at t ≈ 8/, early.note);
    const late = points(512, (t) => (1 + t) ** -2);
    close(late.exponent!, 2, 0.01);
    // windowEnd of p = 2 at the cut-off 256; rows are 1/50 of a decade apart, slopes taken at 1/8.
    assert.ok(late.window![1] <= windowEnd(2, 2, 256) * 1.01, `${late.window}`);
    assert.ok(late.window![1] > windowEnd(2, 2, 256) / 1.5, `${late.window}`);
  },
);

theory.run();

async function run(problem: Partial<Problem> & { s: number; end: number }) {
  const usual = {
    grid: 256,
    method: 'particles',
    initial: 'uniform',
    tolerance: { relative: 1e-8 },
  } as const;
  const discrete = await discretize({ ...usual, ...problem });
  const solver = createSolver(module, discrete);
  assert.is(solver.advance(problem.end, 1e6), 'reached');
  const history = solver.history();
  solver.close();
  return { energy: history.energy.at(-1)!, rates: estimateRates({ history }, discrete) };
}
const rateOf = (rates: Rate[], quantity: string) => rates.find((rate) => rate.quantity === quantity);

const runs = suite('floor and rates of runs');

runs('s = 1: above the floor, not as such, the energy is e^{−2t} to the last digits', async () => {
  const { rates, energy } = await run({
    s: 1,
    end: 15,
    initial: { profile: 'von-mises', kappa: 1, center: 0.25 },
    particles: 64,
  });
  close(energy, rates[0].floor!, 1e-9);
  assert.is(rates[0].predicted, 2);
  close(rates[0].exponent!, 2, 1e-6);
  assert.is(rateOf(rates, 'excess'), undefined);
});

runs('s = 2, rough data at their quantiles: the law of the density, before the floor', async () => {
  const initial = { profile: 'rough', regularity: 0.5, amplitude: 0.05, phases: 'chirp' } as const;
  const { rates } = await run({
    s: 2,
    end: 1e5,
    grid: 4096,
    initial,
    particles: 1024,
    tolerance: { relative: 1e-6 },
  });
  assert.is(rates[0].predicted, 2.5);
  // One decade: few modes' phases are felt, and the interval says so.
  close(rates[0].exponent!, 2.5, 0.02);
  assert.ok(rates[0].interval![0] < 2.5 && rates[0].interval![1] > 2.5, `${rates[0].interval}`);
});

runs('s = 1.5, 2, 3: in the end e^{−2λt} with the least rate of the lattice', async () => {
  for (const s of [1.5, 2, 3]) {
    const count = 8;
    // Every second point a tenth of a spacing too far, and all of them a little out of place.
    const points = Array.from({ length: count }, (_, i) => [
      (i + (i % 2) * 0.1 + 0.05 * Math.sin(i * i)) / count,
      1 / count,
    ]);
    const { rates, energy } = await run({
      s,
      end: 6 / latticeRate(count, s),
      initial: { dirac: points.map(([x, w]) => [x, w] as [number, number]) },
    });
    const excess = rateOf(rates, 'excess')!;
    assert.is(excess.predicted, 2 * latticeRate(count, s));
    close(excess.exponent!, excess.predicted!, 0.01, `s = ${s}`);
    assert.ok(
      energy > excess.floor! && energy < 1.01 * excess.floor!,
      `s = ${s}: ${energy}, ${excess.floor}`,
    );
  }
});

runs('towards another density: the leading order of the floor, and a correction of 1/N²', async () => {
  const density = '1 + 0.5*cos(2*pi*x)';
  const miss = async (particles: number) => {
    const end = 100 * particles ** 2;
    const { rates, energy } = await run({ s: 2, end, initial: density, target: density, particles });
    assert.is(rateOf(rates, 'excess'), undefined);
    return energy / rates[0].floor! - 1;
  };
  const [coarse, fine] = [await miss(32), await miss(64)];
  assert.ok(Math.abs(coarse) < 2e-3, `${coarse}`);
  assert.ok(Math.abs(Math.log2(coarse / fine) - 2) < 0.2, `${coarse}, ${fine}`);
});

runs('no floor is named for unequal points, smoothed kernels, the plane, or a target of points', async () => {
  const unequal = {
    dirac: [
      [0.1, 0.4],
      [0.5, 0.6],
    ] as [number, number][],
  };
  const others: (Partial<Problem> & { s: number; end: number })[] = [
    { s: 2, end: 1, initial: unequal },
    { s: 2, end: 1, particles: 4, bandlimit: 3 },
    { s: 2, end: 1, particles: 4, mollify: 0.1 },
    { s: 2, end: 1, grid: [16, 16], particles: 4 },
    {
      s: 2,
      end: 1,
      initial: unequal,
      target: {
        dirac: [
          [0.2, 0.5],
          [0.7, 0.5],
        ],
      },
    },
  ];
  for (const problem of others) {
    const { rates } = await run(problem);
    assert.is(rates[0].floor, null, JSON.stringify(problem));
    assert.is(rateOf(rates, 'excess'), undefined);
  }
});

runs.run();
