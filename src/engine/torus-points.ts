/** Points on T^d for real s, by nonuniform Fourier transforms: assembly/particles/torus.ts. */
import { cutoffs } from '../problem/resolution.ts';
import type { DiscreteProblem, Particles } from '../problem/types.ts';
import { type Splitting, splitting } from './ewald.ts';
import { PointSolver } from './points.ts';
import { put, threeAxes } from './wasm-flow.ts';

/** A mollifier leaves e^{−LOST} of the modes beyond the last that is kept. */
const LOST = 34;

export class TorusSolver extends PointSolver {
  constructor(module: WebAssembly.Module, problem: DiscreteProblem, particles: Particles) {
    super(module, problem, particles);
    const { core } = this;
    const { grid, s } = problem;
    const { start, target, bandlimit, mollify } = particles;
    const exact = bandlimit === 0 && mollify === 0 ? splitting(s, grid.length, this.count) : null;
    const uniform = problem.target.every((value) => value === 1);
    const samples = target || uniform ? 0 : problem.target.length;
    this.flow = core.layTorus(
      this.count,
      grid.length,
      s,
      ...threeAxes(
        exact ? cutoffsOfExact(exact, problem, samples > 0) : grid.map(() => lastMode(particles)),
        0,
      ),
      mollify,
      samples,
      target?.weights.length ?? 0,
      ...this.layout(),
    );
    if (exact) this.#layPairs(exact);
    this.lay(start);
    if (samples > 0) this.reals(core.torusSamples(this.flow), samples).set(problem.target);
    if (target) {
      this.reals(core.torusTargets(this.flow), target.positions.length).set(target.positions);
      this.reals(core.torusTargetWeights(this.flow), target.weights.length).set(target.weights);
    }
    const [n0, n1, n2] = samples > 0 ? threeAxes(grid, 1) : [0, 0, 0];
    core.beginTorus(this.flow, n0, n1, n2);
  }

  #layPairs({ reach, smooth, force, energy, atZero, mean }: Splitting): void {
    const { core } = this;
    const [smoothAt, forceAt, energyAt] = [smooth, force, energy].map((table) => put(core, table));
    core.layTorusNear(this.flow, reach, smoothAt, forceAt, energyAt, atZero, mean);
  }
}

/** A density of samples acts by all of its modes. */
function cutoffsOfExact({ cutoff }: Splitting, { grid }: DiscreteProblem, hasSamples: boolean): number[] {
  return cutoffs(grid, '3/2').map((k) => Math.max(cutoff, hasSamples ? k : 0));
}

/** The last wavenumber on an axis that a band limit, or a mollifier, lets act. */
function lastMode({ bandlimit, mollify }: Particles): number {
  const damped =
    mollify > 0 ? Math.ceil(Math.sqrt(LOST) / (2 * Math.PI * mollify)) : Number.POSITIVE_INFINITY;
  return Math.min(damped, bandlimit || Number.POSITIVE_INFINITY);
}
