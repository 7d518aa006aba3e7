/** What the method of points takes, and what it reads. */
import type { Data } from './auto.ts';
import { refuse } from './error.ts';
import { cutoffFor, reachFor } from './near.ts';
import { startPoints } from './start.ts';
import type { Particles, Problem } from './types.ts';

/** Whole orders s up to this one are summed exactly on the circle; beyond it a few Fourier modes are as exact. */
export const LARGEST_SUMMED = 4;
/** Orders of norms of points on the circle that repeated integration gives. */
const HIGHEST_SUMMED = -7;
/** Most modes that points may act by: about 1.5 GiB of transforms in three dimensions. */
const MAX_MODES = 2 ** 22;

type Place = Pick<Data, 'grid' | 's'>;

/** Whether a band limit or a mollifier makes the kernel smooth. */
const isSmooth = ({ bandlimit, mollify }: Problem) => bandlimit !== undefined || mollify !== undefined;

const isSummed = (problem: Problem, { grid, s }: Place) =>
  grid.length === 1 && Number.isInteger(s) && s <= LARGEST_SUMMED && !isSmooth(problem);

/** @throws ProblemError where forces between points are unbounded, or no points are given. */
export function checkParticles(problem: Problem, data: Data): void {
  checkForces(problem, data);
  const { grid, points } = data;
  if (points.initial) {
    for (const key of ['particles', 'start'] as const) {
      if (problem[key] !== undefined) {
        refuse(key, problem[key], 'must be left out: the initial measure states its points');
      }
    }
  } else if (problem.particles === undefined) {
    refuse('particles', undefined, 'is missing: how many points the initial density becomes, a number ≥ 1');
  }
  checkModes(problem, data);
  if (problem.start === 'quantiles' && grid.length > 1) {
    refuse('start', problem.start, 'needs one dimension; "stratified" is evenest in more');
  }
}

/** Point masses have bounded forces from s = (d + 1)/2 on; at that order the force jumps where two meet. */
function checkForces(problem: Problem, { grid, s, points }: Data): void {
  const least = (grid.length + 1) / 2;
  if (isSmooth(problem)) return;
  const remedy = 'or ask for a "bandlimit" or to "mollify", which make forces smooth';
  if (s < least) {
    refuse('s', s, `must be at least ${least} for points, whose forces are unbounded below that; ${remedy}`);
  }
  if (points.target && s === least) {
    const why = 'where the pull of a point does not vanish as it is met';
    refuse('s', s, `must be above ${least} for a target of points, ${why}; ${remedy}`);
  }
}

function checkModes(problem: Problem, data: Data): void {
  const { grid, points } = data;
  const { bandlimit, mollify } = problem;
  const modes = (cutoff: number) => (2 * cutoff + 1) ** grid.length;
  const most = Math.floor((MAX_MODES ** (1 / grid.length) - 1) / 2);
  if (bandlimit !== undefined && modes(bandlimit) > MAX_MODES) {
    refuse('bandlimit', bandlimit, `must be at most ${most} in ${grid.length} dimensions`);
  }
  const count = points.initial?.weights.length ?? problem.particles!;
  if (
    !isSmooth(problem) &&
    !isSummed(problem, data) &&
    modes(cutoffFor(reachFor(count, grid.length))) > MAX_MODES
  ) {
    const path = points.initial ? 'initial.dirac' : 'particles';
    const why = `is more points than the exact kernel takes in ${grid.length} dimensions`;
    refuse(path, count, `${why}; ask for a "bandlimit" or to "mollify"`);
  }
  if (mollify !== undefined && bandlimit === undefined && modes(0.94 / mollify) > MAX_MODES) {
    const least = Number((0.94 / most).toPrecision(2));
    refuse(
      'mollify',
      mollify,
      `must be at least ${least} in ${grid.length} dimensions, or have a "bandlimit" beside it`,
    );
  }
}

/** The points of a problem that `checkParticles` has passed. */
export function particlesOf(problem: Problem, { grid, initial, patches, points }: Data): Particles {
  const { particles, start = grid.length === 1 ? 'quantiles' : 'stratified', seed = 1 } = problem;
  const laid = () => startPoints({ grid, samples: initial, patches }, particles!, start, seed);
  const { bandlimit = 0, mollify = 0 } = problem;
  return {
    start: points.initial ?? laid(),
    given: points.initial !== null,
    target: points.target,
    bandlimit,
    mollify,
  };
}

/** The orders of norms that are recorded. @throws ProblemError for one that is infinite, or that is not known exactly. */
export function normsOfPoints(problem: Problem, orders: number[], place: Place): number[] {
  const { s } = place;
  const summed = isSummed(problem, place);
  if (problem.norms === undefined) return summed || isSmooth(problem) ? [-1] : [-s];
  if (isSmooth(problem)) return orders;
  orders.forEach((q, i) => {
    if (summed && !(Number.isInteger(q) && q <= -1 && q >= HIGHEST_SUMMED)) {
      refuse(`norms[${i}]`, q, `must be a whole number from ${HIGHEST_SUMMED} to -1 for points`);
    }
    if (!summed && q !== -s) {
      refuse(
        `norms[${i}]`,
        q,
        `must be ${-s}, the order of the energy: for points others are known where s is 1 … 4, or with a "bandlimit"`,
      );
    }
  });
  return orders;
}
