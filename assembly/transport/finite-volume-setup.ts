// Laying out a flow in cell averages: layFiniteVolume, then averages of μ₀ and ν are written, then
// beginFiniteVolume.
import { allocate } from '../memory';
import { recordHistory } from '../flow/history';
import { laySymbols, layState } from '../flow/setup';
import { TAU, layModes } from '../spectral/modes';
import { dot, powerSpectrum, symbol } from '../spectral/operators';
import { layTransform, layWork } from '../spectral/transform';
import { teamSize } from '../threads/team';
import { EXTREMES_BYTES, FiniteVolume, GHOSTS, measureVolume } from './finite-volume';
import { adopt, evaluate } from './finite-volume-rate';
import { placeModes } from './finite-volume-symbols';

/**
 * Axes that the problem lacks come first, with one cell. `orders`: f64[norms]; `largestStep`: 0 for none;
 * `absolute`: a Fourier coefficient smaller than this counts as this large in the error of a step.
 */
export function layFiniteVolume(
  dimension: i32, n0: i32, n1: i32, n2: i32, s: f64, weno: bool, norms: i32, orders: usize,
  relative: f64, absolute: f64, largestStep: f64, maxSteps: f64,
): FiniteVolume {
  const fv = changetype<FiniteVolume>(allocate(offsetof<FiniteVolume>()));
  fv.dimension = dimension;
  fv.n0 = n0;
  fv.n1 = n1;
  fv.n2 = n2;
  fv.cells = n0 * n1 * n2;
  fv.weno = weno;
  fv.relative = relative;
  // Averages near 1 carry some 2^−52 through a step, however small h has become.
  fv.rounding = max(relative * absolute, 4 * f64.EPSILON);
  fv.lowestTime = Math.pow(TAU, 2 * s - 2);
  fv.fixedStep = largestStep;
  fv.maxSteps = maxSteps;
  fv.norms = norms;
  fv.modes = layModes(n0 >> 1, n1 >> 1, n2 >> 1);
  fv.grid = layTransform(n0, n1, n2, n0 >> 1, n1 >> 1, n2 >> 1);
  layWork(fv.grid, 1, teamSize());
  fv.averages = layState(fv, <usize>fv.cells << 3);
  layFields(fv);
  fv.energySymbol = symbol(fv.modes, -s, 1);
  laySymbols(fv, s, orders, max(max(n0, n1), n2));
  fv.deconvolution = allocate(<usize>fv.modes.count << 3);
  fv.psiSymbol = allocate(<usize>fv.modes.count << 3);
  placeModes(fv);
  fv.unitEnergy = 0.5 * dot(fv.energySymbol, fv.modes.multiplicity, fv.modes.count);
  return fv;
}

function layFields(fv: FiniteVolume): void {
  const field = <usize>fv.cells << 3;
  const vector = <usize>fv.modes.count << 4;
  fv.targetAverages = allocate(field);
  fv.cellRate = allocate(field);
  fv.stage = allocate(field);
  fv.sumOfRates = allocate(field);
  fv.stageRate = allocate(field);
  fv.psi = allocate(field);
  fv.outflow = allocate(field);
  fv.velocity = allocate(field * <usize>fv.dimension);
  fv.h = allocate(vector);
  fv.spectrum = allocate(vector);
  fv.spectrumOfSecond = allocate(vector);
  fv.spectrumOfStage = allocate(vector);
  fv.power = allocate(<usize>fv.modes.count << 3);
  const longest = max(max(fv.n0, fv.n1), fv.n2);
  const shortest = min(fv.n2, min(fv.dimension > 1 ? fv.n1 : fv.n2, fv.dimension > 2 ? fv.n0 : fv.n2));
  fv.lineBytes = ((<usize>(longest + 2 * GHOSTS) << 3) + 63) & ~63;
  fv.lines = allocate(3 * <usize>teamSize() * fv.lineBytes);
  fv.extremes = allocate(<usize>teamSize() * EXTREMES_BYTES);
  fv.lineDissipation = allocate(<usize>(fv.cells / shortest) << 3);
}

/** To be called when `averages` and `targetAverages` were written: the flow stands at time 0. */
export function beginFiniteVolume(fv: FiniteVolume): void {
  const p = fv.progress;
  p.negativeSince = NaN;
  p.historyStride = 1;
  p.drift = NaN;
  p.errorBefore = 1;
  p.step = 0.01 * fv.lowestTime; // The step control corrects it.
  evaluate(fv, fv.averages, fv.spectrumOfStage);
  p.evaluations = 1;
  adopt(fv);
  powerSpectrum(fv.modes, fv.h, fv.power);
  measureVolume(fv);
  recordHistory(fv);
}

/** To be called when the state block was overwritten from outside: the rest follows from the averages. */
export function restoredFiniteVolume(fv: FiniteVolume): void {
  evaluate(fv, fv.averages, fv.spectrumOfStage);
  adopt(fv);
}
