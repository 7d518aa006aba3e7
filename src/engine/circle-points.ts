/** Points on the circle for integer s, by sorted sums: assembly/particles/circle.ts. */
import type { DiscreteProblem, Particles, PointMasses } from '../problem/types.ts';
import { PointSolver } from './points.ts';

export class CircleSolver extends PointSolver {
  constructor(module: WebAssembly.Module, problem: DiscreteProblem, particles: Particles) {
    super(module, problem, particles);
    const { core } = this;
    const { start, target } = particles;
    const uniform = problem.target.every((value) => value === 1);
    const samples = target || uniform ? 0 : problem.target.length;
    this.flow = core.layCircle(this.count, problem.s, samples, target?.weights.length ?? 0, ...this.layout());
    this.lay(start);
    if (samples > 0) this.reals(core.circleSamples(this.flow), samples).set(problem.target);
    if (target) this.#layTarget(target);
    core.beginCircle(this.flow);
  }

  #layTarget({ positions, weights }: PointMasses): void {
    const order = Uint32Array.from(positions.keys()).sort((a, b) => positions[a] - positions[b]);
    const { core, flow } = this;
    this.reals(core.circleTargets(flow), order.length).set(Float64Array.from(order, (j) => positions[j]));
    const charges = Float64Array.from(order, (j) => -weights[j]);
    this.reals(core.circleTargetCharges(flow), order.length).set(charges);
  }
}
