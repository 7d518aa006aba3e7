// Log-spaced times to t = 10⁸: steps that grow like log t, and energies that are right relative to themselves.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileCore, createSolver } from '../src/engine/create.ts';
import { relativelyClose } from './oracle/compare.ts';
import { linearDecay } from './oracle/exact.ts';
import { TAU } from './oracle/fourier.ts';
import { discreteProblem, sample } from './oracle/problem.ts';

const module = await compileCore();
const n = 128;

/** μ̂_k = size·k^{−3/2} with phases 2πk²φ: regularity 1. */
const roughened = (size: number) =>
  sample(n, (x) => {
    let sum = 1;
    for (let k = 1; k < n / 2; k++) {
      sum += (2 * size * Math.cos(TAU * (k * x + ((k * k * 0.6180339887498949) % 1)))) / k ** 1.5;
    }
    return sum;
  });

/** Steps and energy at the ends of the decades to 10⁸. */
function decades(s: number, contrast: number, relative: number, size = 0.05) {
  const target = sample(n, (x) => 1 + contrast * Math.cos(TAU * (x - 0.3)));
  const tolerance = { relative, absolute: 1e-30 };
  const given = { s, initial: roughened(size), target, end: 1e8, integrator: 'etd43', tolerance } as const;
  const solver = createSolver(module, discreteProblem(given));
  const rows = Array.from({ length: 9 }, (_, i) => {
    assert.is(solver.advance(10 ** i, 1e6), 'reached');
    return { time: solver.time, steps: solver.steps, energy: solver.diagnostics().energy };
  });
  solver.close();
  return rows;
}

/** Until when modes up to 63 show the rate: t_hi/10, docs/theory.md. */
const horizon = (s: number) => ((1 + s) / (s - 1) / 20) * (TAU * 63) ** (2 * s - 2);

const long = suite('to t = 10⁸');

for (const s of [1.5, 2, 3]) {
  for (const contrast of [0, 0.5]) {
    const name = `s = ${s}, ν = 1 + ${contrast}cos`;

    long(`${name}: each decade takes about as many steps as the one before`, () => {
      const rows = decades(s, contrast, 1e-5);
      const perDecade = rows.slice(1).map(({ steps }, i) => steps - rows[i].steps);
      // Measured: at most 389, where the cut-off is reached and all that is left decays at one rate.
      for (const steps of perDecade) assert.ok(steps <= 450, `${perDecade}`);
      // From 1 to 10⁸ in all: measured at most 784.
      assert.ok(rows[8].steps <= 900, `${rows[8].steps}`);
    });

    long(`${name}: late energies are right relative to themselves`, () => {
      const [found, tight] = [1e-6, 1e-9].map((relative) => decades(s, contrast, relative));
      found.forEach(({ time, energy }, i) => {
        if (time > horizon(s)) return;
        // A tolerance is for a step; a decade has some hundred, whose errors partly add up.
        relativelyClose(energy, tight[i].energy, 1e-4, `E at ${time}`);
      });
    });
  }

  long(
    `s = ${s}, ν = 1: a faint perturbation decays by the linear law over ${s === 1.5 ? 'four' : 'eight'} decades`,
    () => {
      const size = 1e-7;
      for (const { time, energy } of decades(s, 0, 1e-8, size)) {
        if (time > 100 * horizon(s)) continue;
        let linear = 0;
        for (let k = 1; k < n / 2; k++) {
          linear += (TAU * k) ** (-2 * s) * (size * k ** -1.5 * linearDecay(s, k, time)) ** 2;
        }
        // Quadratic terms: size × modes, grown where high modes are fed by what low ones leave.
        relativelyClose(energy, linear, 1e-3, `E at ${time}`);
      }
    },
  );
}

long.run();
