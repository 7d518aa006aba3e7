// One flow: its equation, its scheme and its state. Everything is laid out once; what a later run needs to go
// on bit for bit is one block of bytes, so that exporting it is a copy.
import { allocate } from '../memory';
import { Combination } from '../integrators/combine';
import { ErrorNorm } from '../integrators/error-norm';
import { Tableau } from '../integrators/tableau';
import { Modes } from '../spectral/modes';
import { Radii } from '../spectral/radii';
import { Transform } from '../spectral/transform';
import { Continuity } from './continuity';

/** The numbers of the state, f64 each; JavaScript reads the first twelve in this order. */
@unmanaged
export class Progress {
  time: f64;
  energy: f64;
  dissipation: f64;
  /** Share of the energy beyond two thirds of the cutoff. */
  tail: f64;
  /** Minimum of μ on the product grid. */
  minimum: f64;
  /** First time at which the minimum was below −1e−10, or NaN. */
  negativeSince: f64;
  steps: f64;
  rejected: f64;
  evaluations: f64;
  historyRows: f64;
  /** The step size to try next. */
  step: f64;
  /** Why the last attempt was rejected (a Stop), 0 when it was accepted. */
  rejection: f64;
  /** Error of the last accepted step, for the step control. */
  errorBefore: f64;
  velocityScale: f64;
  /** Accepted steps per row of the history, and those since the last row. */
  historyStride: f64;
  historyWaiting: f64;
  /** Mean displacement of mass (drift.ts), the time it stands at, and the momentum and its rate of change there. */
  drift: f64;
  driftTime: f64;
  momentum: f64;
  momentumRate: f64;
}

@unmanaged
export class Flow {
  modes: Modes;
  equation: Continuity;
  /** Between samples on the problem's grid and spectra. */
  grid: Transform;
  scheme: Tableau;
  /** What the coefficients of a scheme depend on; f64[radii.count]: L, zero for explicit schemes. */
  radii: Radii;
  linear: usize;
  errorNorm: ErrorNorm;
  /** f64[count]: the exponential filter's exponents, and factors of the present step; 0 where there is none. */
  filterExponents: usize;
  filterFactors: usize;
  /** ln((t + h + τ)/(t + τ)) of the present step. */
  filterSpan: f64;
  /** Step of a fixed-step scheme. */
  fixedStep: f64;
  maxSteps: f64;

  /** The block of bytes that is the whole state: the four members that follow lie in it. */
  state: usize;
  stateBytes: usize;
  progress: Progress;
  /** ĥ, and N(ĥ). */
  h: usize;
  rate: usize;
  history: usize;

  /** Scratch: N(Y_j) of the stages after the first, y⁺, N(y⁺), and a stage's argument or the error. */
  stages: usize;
  candidate: usize;
  candidateRate: usize;
  work: usize;
  sum: Combination;
  power: usize;

  /** f64[count]: |2πk|^{−2s}; the same beyond two thirds of the cutoff, else 0; |2πk|^{2−4s}. */
  energySymbol: usize;
  tailSymbol: usize;
  speedSymbol: usize;
  /** f64[norms][count]: |2πk|^{2q} for each q; f64[norms]: ‖h‖_{Ḣ^q} at the current time. */
  norms: i32;
  normSymbols: usize;
  normValues: usize;
  /** f64[blocks][columns]: sums over blocks of modes, and the spectrum they are of (see observe.ts). */
  sums: usize;
  observed: usize;

  /** Coefficients of recent step sizes: their sizes, when each was last used, and their tables. */
  sets: i32;
  setBytes: usize;
  setTables: usize;
  setSteps: usize;
  setUses: usize;
  clock: f64;
  phiScratch: usize;
  /** The set whose coefficients are being formed. */
  filling: usize;
  /** One more than the last mode of ν that counts for the momentum. */
  momentumModes: i32;
  /** Whether the attempt that ended last was cancelled on the way. */
  cancelled: bool;

  /** Samples on the problem's grid, on their way in or out; a spectrum likewise; the spectrum of ν. */
  samples: usize;
  spectrum: usize;
  target: usize;
}

export function allocateFlow(): Flow {
  return changetype<Flow>(allocate(offsetof<Flow>()));
}
