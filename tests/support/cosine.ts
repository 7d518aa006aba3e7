import type { DiscreteProblem } from '../../src/problem/types.ts';

/**
 * d = 1, s = 1, ν = 1, μ₀ = 1 + ½cos 2πx. By the closed form of the flow E(t) = E(0)e^{−2t}, and
 * E(0) = ½·2·(2π)^{−2}·(¼)² = 1/(64π²).
 */
export function cosineProblem(changes: Partial<DiscreteProblem> = {}): DiscreteProblem {
  const n = changes.grid?.[0] ?? 64;
  return {
    grid: [n],
    s: 1,
    initial: Float64Array.from({ length: n }, (_, j) => 1 + 0.5 * Math.cos((2 * Math.PI * j) / n)),
    target: new Float64Array(n).fill(1),
    end: 2,
    times: Float64Array.of(0, 0.5, 1, 2),
    method: 'spectral',
    integrator: 'etd43',
    step: 0,
    dealias: '3/2',
    filter: null,
    reconstruction: 'weno5',
    particles: null,
    atoms: [],
    patches: [],
    targetPatches: [],
    tolerance: { relative: 1e-8, absolute: 1e-12 },
    norms: [-1, 0],
    maxSteps: 1e6,
    regularity: null,
    reason: 'for a test',
    ...changes,
  };
}

export const cosineEnergy = (time: number): number => Math.exp(-2 * time) / (64 * Math.PI ** 2);

/** A problem that steps for ever on small steps, to be cancelled. */
export const endlessProblem = (): DiscreteProblem =>
  cosineProblem({
    integrator: 'rk4',
    step: 1e-6,
    end: 1e6,
    times: Float64Array.of(0, 1e6),
    maxSteps: 1e9,
  });
