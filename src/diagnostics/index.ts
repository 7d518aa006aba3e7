/**
 * torusflow/diagnostics: energies, norms, spectra and rates of decay. Every function is pure and works on a
 * user's own arrays, without a worker; see `Spectrum` for the Fourier normalisation.
 *
 * @module torusflow/diagnostics
 */
export type { CellMeasure, CircleMeasure, InterpolantMeasure } from './circle-measure.ts';
export { transportFactor, uniformConstant } from './constant.ts';
export { cutoffFor, windowDecades, windowEnd } from './cutoff.ts';
export { dissipation, energy, potential, type Target, velocity } from './energy.ts';
export { DiagnosticsError } from './errors.ts';
export { compareLaws, type Fit, fitLaw, type Law } from './fit.ts';
export { type HelmholtzSplit, type HelmholtzSquares, helmholtz, type VectorField } from './helmholtz.ts';
export { type Kernel, kernel } from './kernel/kernel.ts';
export { pointEnergy, pointVelocity, sobolevDistance } from './kernel/point-energy.ts';
export { kernelDensity } from './kernel-density.ts';
export { type Extrema, entropy, extrema, lpNorm, mass, relativeEntropy } from './lebesgue.ts';
export { type LimitMap, limitMap } from './limit-map.ts';
export { type SnapshotPoints, type Snapshots, sobolevOverTime, wassersteinOverTime } from './over-time.ts';
export { latticeRate, particleFloor } from './particle-floor.ts';
export type { PointRun } from './point-rates.ts';
export { type Prediction, predictRate, type Setting } from './predict.ts';
export { estimateRates, type Rate, type RateHistory, type RateProblem, rateEstimator } from './rates.ts';
export { estimateRegularity, type Regularity, spectralConstant } from './regularity.ts';
export { dissipationResidual, logLogSlope, logSlope } from './series.ts';
export { type MeasuredSetting, settingOf } from './setting.ts';
export { sobolevNorm, sobolevNorms } from './sobolev.ts';
export {
  type Field,
  fourierCoefficients,
  type Grid,
  type RadialSpectrum,
  radialSpectrum,
  type Spectrum,
  samplesOf,
} from './spectrum.ts';
export type { PointMeasure, TorusMeasure, TorusOptions } from './torus-measure.ts';
export { type Intervals, type TransportPlan, transportPlan, wassersteinDistance } from './wasserstein.ts';
export { type WeightedOptions, type WeightedSplit, weightedHelmholtz } from './weighted-helmholtz.ts';
export {
  type FoundWindow,
  findWindow,
  type NoWindow,
  type Trusted,
  trustedRange,
  type WindowResult,
} from './window.ts';
