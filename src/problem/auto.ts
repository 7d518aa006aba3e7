/** What "method": "auto" becomes, and why, in words a user understands. */
import type { ExactData, ExactForm } from './exact-form.ts';
import { extremes } from './grid.ts';
import { spectralTail } from './look.ts';
import { cutoffs } from './resolution.ts';
import type { MethodName, PointMasses } from './types.ts';

/** A method, and a clause that says why. */
export type Verdict = { method: MethodName; because: string };

/** What the choice looks at. `regularity`: Sobolev regularity of μ₀ − ν where it is known; `points`: μ₀ and ν as points. */
export type Data = ExactData & {
  end: number;
  regularity: number | null;
  points: { initial: PointMasses | null; target: PointMasses | null };
};

/** A density with less than this somewhere counts as having vacuum: for s > 1 the flow keeps such ratios for ever. */
const VACUUM = 1e-3;
/** Spectra that end above this share of their largest mode belong to jumps. */
const JUMP = 1e-3;
/** Spectra that end below this are resolved to more digits than a tolerance asks for. */
const RESOLVED = 1e-8;
/** More explicit steps than this take minutes: the spectral method's exponential ones do not follow the end. */
const MANY_STEPS = 1e5;
/** On finer grids than this a closed form, which is searched for point by point, costs more than a few steps. */
const EXACT_POINTS = 2 ** 14;

/** The first that fits: closed forms, then what keeps atoms, vacuum and jumps, then the spectral method. */
export function automatic(data: Data, form: ExactForm | null): Verdict {
  const { tail, least } = sharpnessOf(data);
  const pairs = pointsAlone(data);
  if (pairs) return { method: 'particles', because: pairs };
  const known = form && closedForm(data, form, tail);
  if (known) return { method: 'exact', because: known };
  if (data.atoms.length > 0) {
    return {
      method: 'lagrangian',
      because: 'the initial measure is a sum of point masses, which it moves as they are',
    };
  }
  if (least < VACUUM && explicitSteps(data) < MANY_STEPS) return keepingVacuum(data, least);
  return { method: 'spectral', because: `${seenBySpectral(least, tail)}${horizon(data)}` };
}

/** Why points have to move as points, or nothing where they need not. */
function pointsAlone({ grid, points }: Data): string | undefined {
  if (points.initial && points.target) return 'both measures are sums of point masses';
  if (!points.initial) return undefined;
  return grid.length > 1
    ? 'the initial measure is a sum of point masses, in more than one dimension'
    : undefined;
}

/** How much of the spectra the grid cuts off, and the least density. */
function sharpnessOf({ initial, target, grid }: Data): { tail: number; least: number } {
  const tail = Math.max(spectralTail(initial, grid), spectralTail(target, grid));
  return { tail, least: extremes(initial)[0] };
}

/** What in the data a band-limited velocity cannot follow, as a clause; nothing where it is smooth and positive. */
export function sharpness(data: Data): string | undefined {
  const { tail, least } = sharpnessOf(data);
  if (least < VACUUM) return `the density comes down to ${short(least)}`;
  return tail > JUMP
    ? `the densities are rough (the top third of their modes reaches ${short(tail)} of the largest)`
    : undefined;
}

/** A method in which a density never falls below zero. */
function keepingVacuum({ grid, s }: Data, least: number): Verdict {
  const seen = `the density comes down to ${short(least)}`;
  if (grid.length === 1 && s >= 1) {
    return {
      method: 'lagrangian',
      because: `${seen}, and the flow map carries vacuum and jumps along as they are`,
    };
  }
  const where = grid.length > 1 ? `in ${grid.length} dimensions` : 'for s < 1, where jumps smooth at once';
  return {
    method: 'finite-volume',
    because: `${seen}, and this method keeps it from falling below zero ${where}`,
  };
}

/** About how many steps an explicit scheme needs, which follow the fastest decay: that of the lowest mode for s > 1. */
function explicitSteps({ initial, target, grid, s, end }: Data): number {
  const largest = Math.max(extremes(initial)[1], extremes(target)[1]);
  const fastest = s > 1 ? 1 : Math.max(...grid) / 2;
  return 0.5 * end * largest * (2 * Math.PI * fastest) ** (2 - 2 * s);
}

/** Why an exact solution is the best answer, or nothing where it costs more than it gives. */
function closedForm({ initial, atoms }: Data, form: ExactForm, tail: number): string | undefined {
  const flow = 'in one dimension with s = 1 and a uniform target the flow is known in closed form';
  const affordable = initial.length <= EXACT_POINTS;
  switch (form) {
    case 'geodesic':
      return affordable ? flow : undefined;
    case 'histogram':
      return affordable ? `${flow}, also for these samples, which have jumps or vacuum` : undefined;
    case 'pieces':
      return `${flow}, also from ${atoms.length > 0 ? 'point masses' : 'a density with jumps'}`;
    case 'burgers':
      return tail < RESOLVED
        ? 'for s = 0.5 and a uniform target the complex Burgers equation gives it'
        : undefined;
    case 'transported':
      // The spectral method is as accurate on such data, and right relative to itself at late times.
      return undefined;
    case 'patches':
      // The flow map of `lagrangian` has four to seven digits of these for a fiftieth of the time.
      return undefined;
  }
}

function seenBySpectral(least: number, tail: number): string {
  const part = `the top third of their modes reaches ${short(tail)} of the largest`;
  if (least < VACUUM) {
    return `energy and rates are right also where the density comes down to ${short(least)}, though it may ring there`;
  }
  if (tail > JUMP) {
    return `the densities are positive but rough (${part}): energy and rates are right, though a jump rings`;
  }
  return `the densities are positive and the grid resolves them (${part})`;
}

/** Where the end lies beyond t_hi/10, until when the grid shows the rate; see docs/theory.md. */
function horizon({ s, grid, end, regularity }: Data): string {
  if (s <= 1 || regularity === null || !Number.isFinite(regularity) || regularity + s <= 0) return '';
  const cutoff = Math.min(...cutoffs(grid, '3/2'));
  const last = ((regularity + s) / (s - 1) / 20) * (2 * Math.PI * cutoff) ** (2 * s - 2);
  return end > last ? `; on this grid the rate shows until t = ${short(last)}` : '';
}

const short = (value: number): string => String(Number(value.toPrecision(2)));
