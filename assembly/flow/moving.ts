// A flow whose unknowns are positions: ẋ = v(x). What moves (edges of cells, points) tells the loop in
// integrators/advance-positions.ts how it is evaluated and measured by the functions it puts in here.
import { layCombination } from '../integrators/combine';
import { Tableau, coefficientBytes, readTableau } from '../integrators/tableau';
import { allocate } from '../memory';
import { TAU } from '../spectral/modes';
import { Flow } from './flow';
import { recordHistory } from './history';
import { layState } from './setup';

/** Rounding of positions of order 1, and of a few sums of them. */
const ROUNDING: f64 = 1e-14;

/** Of Flow it uses scheme, progress, state, history, norms and the scratch of stages. */
@unmanaged
export class Moving extends Flow {
  /** Bytes of a vector of positions, padding to pairs of numbers included. */
  vector: usize;
  /** How many of its numbers the error of a step is the mean over. */
  unknowns: i32;
  relative: f64;
  absolute: f64;
  /** Errors of position below this are rounding, however small h has become. */
  rounding: f64;
  /** The step to begin with. */
  firstStep: f64;
  /** x and v(x); both are part of the state. */
  positions: usize;
  velocity: usize;
  /** About how far mass still has to go, of the positions last evaluated: what errors are compared with. */
  distance: f64;

  /** Writes v of the positions at the second address to the third. */
  evaluate: (flow: Moving, positions: usize, velocity: usize) => void;
  /** The energy of the positions last evaluated; sets `distance`. */
  energyOf: (flow: Moving, positions: usize) => f64;
  /** Measures the current state, the one last evaluated, of which the energy is known. Takes the candidate as scratch. */
  measure: (flow: Moving, energy: f64) => void;
  /** Mends what rounding did to a step's end, and returns how much more than rounding it was, as a distance. */
  mend: (flow: Moving, positions: usize) => f64;
}

/** A vector of `unknowns` numbers and `more` beside them, in bytes. */
export function vectorBytes(unknowns: i32, more: i32): usize {
  return <usize>((unknowns + more + 1) & ~1) << 3;
}

/**
 * Lays out the state and the scratch of the loop, when unknowns, vector and norms are set. `more`: bytes of state
 * besides positions and velocity; returns where they lie.
 */
export function layMoving(
  flow: Moving, s: f64, tableau: usize, relative: f64, absolute: f64, fixedStep: f64, maxSteps: f64, more: usize,
): usize {
  flow.rounding = ROUNDING;
  flow.relative = relative;
  flow.absolute = absolute;
  flow.fixedStep = fixedStep;
  flow.maxSteps = maxSteps;
  // A hundredth of the time in which the lowest mode falls by 1/e about ν = 1; the step control corrects it.
  flow.firstStep = 0.01 * Math.pow(TAU, 2 * s - 2);
  flow.scheme = changetype<Tableau>(allocate(offsetof<Tableau>()));
  readTableau(tableau, flow.scheme);
  const vector = flow.vector;
  flow.positions = layState(flow, 2 * vector + more);
  flow.velocity = flow.positions + vector;
  flow.stages = allocate(vector * <usize>max(1, flow.scheme.stages - 1));
  flow.candidate = allocate(vector);
  flow.candidateRate = allocate(vector);
  flow.work = allocate(vector);
  flow.sum = layCombination();
  flow.setTables = allocate(coefficientBytes(flow.scheme, 1));
  flow.phiScratch = allocate(<usize>flow.scheme.arguments << 5);
  return flow.velocity + vector;
}

/** Evaluates and measures the positions that were written, and begins the history with them. */
export function beginMoving(flow: Moving): void {
  const p = flow.progress;
  p.negativeSince = NaN;
  p.velocityScale = 1;
  p.historyStride = 1;
  p.drift = NaN;
  p.errorBefore = 1;
  p.step = flow.firstStep;
  flow.evaluate(flow, flow.positions, flow.velocity);
  p.evaluations = 1;
  flow.measure(flow, flow.energyOf(flow, flow.positions));
  recordHistory(flow);
}
