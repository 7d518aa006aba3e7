/** Problems for the solver, stated by hand, with nothing between the test and the engine. */
import { ADAPTIVE, FIXED_STEP } from '../../src/problem/structure.ts';
import type { DiscreteProblem } from '../../src/problem/types.ts';

/** Every scheme of the spectral method. */
export const INTEGRATORS = [...ADAPTIVE, ...FIXED_STEP] as const;

/** What every test leaves alone unless it says so: a tight Dormand–Prince run to t = 1. */
const usual = {
  end: 1,
  method: 'spectral',
  integrator: 'dopri54',
  step: 0,
  dealias: '3/2',
  filter: null,
  reconstruction: 'weno5',
  tolerance: { relative: 1e-12, absolute: 1e-15 },
  norms: [-1, 0, 1],
  maxSteps: 1e6,
  regularity: null,
  reason: 'stated by the test',
} as const;

type Given = Pick<DiscreteProblem, 's' | 'initial'> & Partial<DiscreteProblem>;

/** `target` is uniform and the grid one-dimensional unless given. */
export function discreteProblem(given: Given): DiscreteProblem {
  const { initial, end = usual.end } = given;
  return {
    ...usual,
    particles: null,
    atoms: [],
    patches: [],
    targetPatches: [],
    grid: [initial.length],
    target: new Float64Array(initial.length).fill(1),
    times: Float64Array.of(end),
    ...given,
    norms: [...(given.norms ?? usual.norms)],
  };
}

/** Samples of f at j/n. */
export function sample(n: number, f: (x: number) => number): Float64Array {
  return Float64Array.from({ length: n }, (_, j) => f(j / n));
}
