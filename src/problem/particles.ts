/** What the method of points takes, and what it reads. */
import type { Data } from './auto.ts';
import { refuse } from './error.ts';
import { startPoints } from './start.ts';
import type { Particles, Problem } from './types.ts';

/** Integer orders s up to this one are summed exactly on the circle; beyond it a few Fourier modes are as exact. */
export const LARGEST_SUMMED = 4;

/** @throws ProblemError where forces between points are unbounded, or no points are given. */
export function checkParticles(problem: Problem, { grid, s, points }: Data): void {
  const d = grid.length;
  if (s < (d + 1) / 2) {
    refuse(
      's',
      s,
      `must be at least ${(d + 1) / 2} for points: below that they repel without bound where they meet`,
    );
  }
  if (points.target && s <= (d + 1) / 2) {
    refuse(
      's',
      s,
      `must be above ${(d + 1) / 2} for a target of points: at that order their pull does not vanish where they are met`,
    );
  }
  if (d > 1 || !Number.isInteger(s) || s > LARGEST_SUMMED) {
    refuse('s', s, `must be 1, 2, 3 or 4 for points, and the grid have one axis`);
  }
  if (points.initial) {
    for (const key of ['particles', 'start'] as const) {
      if (problem[key] !== undefined) {
        refuse(key, problem[key], 'must be left out: the initial measure states its points');
      }
    }
  } else if (problem.particles === undefined) {
    refuse('particles', undefined, 'is missing: how many points the initial density becomes, a number ≥ 1');
  }
  if (problem.start === 'quantiles' && d > 1) {
    refuse('start', problem.start, 'needs one dimension; "stratified" is evenest in more');
  }
}

/** The points of a problem that `checkParticles` has passed. */
export function particlesOf(problem: Problem, { grid, initial, patches, points }: Data): Particles {
  const { particles, start = grid.length === 1 ? 'quantiles' : 'stratified', seed = 1 } = problem;
  const laid = () => startPoints({ grid, samples: initial, patches }, particles!, start, seed);
  return { start: points.initial ?? laid(), target: points.target, bandlimit: 0, mollify: 0 };
}

/** Orders of norms of points on the circle that repeated integration gives. */
const HIGHEST_SUMMED = -7;

/** The orders of norms that are recorded. @throws ProblemError for one in which point masses have none. */
export function normsOfPoints({ norms }: Problem, orders: number[]): number[] {
  if (norms === undefined) return [-1];
  orders.forEach((q, i) => {
    if (Number.isInteger(q) && q <= -1 && q >= HIGHEST_SUMMED) return;
    refuse(`norms[${i}]`, q, `must be a whole number from ${HIGHEST_SUMMED} to -1 for points`);
  });
  return orders;
}
