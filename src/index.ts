/**
 * Wasserstein gradient flows of E_s(μ) = ½‖μ−ν‖²_{Ḣ^{−s}} on the torus T^d = R^d/Z^d.
 *
 * `solve` answers a problem; `open` steps one by hand. Both run in a worker unless they are told otherwise.
 *
 * @module torusflow
 */
export { DiagnosticsError, type Law, type Rate } from './diagnostics/index.ts';
export { StateError } from './engine/errors.ts';
export { type Fft, FftLengthError } from './engine/fft.ts';
export { type Nufft, NufftError, type NufftOptions } from './engine/nufft.ts';
export { createFft } from './facade/fft.ts';
export type { Flow } from './facade/flow.ts';
export { type MmdFlow, type MmdOptions, mmdFlow, type PointList } from './facade/mmd.ts';
export { createNufft } from './facade/nufft.ts';
export { open } from './facade/open.ts';
export type { OpenOptions, SolveOptions } from './facade/options.ts';
export { createPool, shutdown } from './facade/pools.ts';
export { solve } from './facade/solve.ts';
export type {
  BallProfile,
  BoxProfile,
  CosineProfile,
  Dealias,
  Density,
  DensityData,
  DiracDensity,
  DiracLists,
  Diracs,
  FileDensity,
  Filter,
  ImageDensity,
  IntegratorName,
  Issue,
  MethodName,
  PerAxis,
  Pixels,
  PointsDensity,
  Problem,
  ProductDensity,
  Profile,
  ProfileName,
  RandomFourierProfile,
  Reconstruction,
  RegionProfile,
  RoughProfile,
  SampledDensity,
  Save,
  SaveCount,
  SaveTimes,
  StartName,
  StepsProfile,
  Tolerance,
  VonMisesProfile,
} from './problem/index.ts';
export { type MemoryUse, memoryOf, ProblemError, parseProblem } from './problem/index.ts';
export { turtles } from './problem/turtles.ts';
export { ArgumentError, ClosedError } from './solve/errors.ts';
export type {
  Diagnostics,
  History,
  Outcome,
  PointMasses,
  PowerLaw,
  Progress,
  ShellSpectrum,
  Shells,
  Solution,
  SolverReport,
  Warning,
} from './solve/types.ts';
export { WorkerError, type WorkerErrorCode } from './worker/errors.ts';
export type { Pool, PoolOptions } from './worker/pool.ts';
export type { Threads } from './worker/threads.ts';

/** The version of this package. */
export const version: string = __VERSION__;
