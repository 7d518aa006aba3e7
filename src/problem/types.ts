/**
 * The words of a problem: what a user writes (`Problem`) and what the solver reads (`DiscreteProblem`).
 *
 * Conventions, once for the whole library. The torus is T^d = R^d/Z^d, period 1 in each axis. A grid of
 * n_1 × … × n_d points has x_j = j/n (first point at 0), row-major, last axis fastest. Fourier coefficients
 * are f̂_k = (1/N) Σ_j f(x_j) e^{−2πi k·x_j}, so f̂_0 is the mean. Densities integrate to 1.
 */

/** A density in the plain form of a problem file. */
export type DensityData =
  | 'uniform'
  /** An expression in x (and y, z) with pi, the usual functions and comparisons. */
  | (string & {})
  | SampledDensity
  | FileDensity
  | ImageDensity
  | ProductDensity
  | Profile
  | PointsDensity
  | DiracDensity;

/** A density as a program may state it: data, samples, or a function of the coordinates in [0, 1). */
export type Density = DensityData | Float64Array | readonly number[] | ((...x: number[]) => number);

/** Values on the grid. */
export interface SampledDensity {
  /** The density at x = j/n, row-major, the last axis fastest: as many numbers as the grid has points. */
  samples: ArrayLike<number>;
}

/** Values on the grid, from a file. */
export interface FileDensity {
  /** Name of a NumPy .npy file of float64 or float32 samples on the grid. */
  file: string;
}

/** Point masses, for methods that can take them; the spectral method cannot. */
export interface DiracDensity {
  /** Where they are, and how heavy. */
  dirac: Diracs;
}

/** Brightness as mass, d = 2, upright: x to the right, y up. Scaled to mass 1. */
export interface ImageDensity {
  /** The name of a PNG or JPEG file, or the pixels themselves. */
  image: string | Pixels;
  /** Dark pixels carry mass instead of bright ones; transparent ones carry none either way. Default false. */
  invert?: boolean;
  /** The share of the mass that is spread evenly, in [0, 1), which keeps the density above it. Default 0. */
  floor?: number;
}

/** Pixels as ImageData has them. */
export interface Pixels {
  /** Where they come from, for messages. */
  name?: string;
  /** Pixels in a row. */
  width: number;
  /** Rows. */
  height: number;
  /** Red, green, blue and opacity of each pixel, row by row from the top: 0 … 255, or 0 … 65535 in a Uint16Array. */
  data: ArrayLike<number>;
}

/** f(x) g(y) h(z): a density on the circle for each axis. */
export interface ProductDensity {
  /** A density in one dimension, in x, for each axis. */
  product: readonly Density[];
}

/** Point masses in two flat lists. */
export interface DiracLists {
  /** Coordinates, point after point: [N, d], row-major. */
  positions: ArrayLike<number>;
  /** N numbers that sum to 1; left out, all are 1/N. */
  weights?: ArrayLike<number>;
}

/**
 * Point masses: pairs [position, weight], a position being a number or an array of coordinates; or in two flat lists,
 * positions row-major [N, d]. Weights sum to 1; left out, all are 1/N.
 */
export type Diracs = ReadonlyArray<readonly [number | readonly number[], number]> | DiracLists;

/** Data on the circle, or on T^d, smoothed by the periodic heat kernel. */
export interface PointsDensity {
  /** N numbers, or N arrays of d coordinates, of any size: they are taken modulo the period. */
  points: ReadonlyArray<number | readonly number[]>;
  /** Length of the circle in the units of the points, on every axis. Default 1. */
  period?: number;
  /** Standard deviation of the kernel, in the units of the points. */
  bandwidth: number;
  /** One number ≥ 0 for each point. Default: equal. */
  weights?: ArrayLike<number>;
}

/** A number for all axes, or one for each. */
export type PerAxis = number | readonly number[];

/** 1 + amplitude · cos(2π k·x + phase). */
export interface CosineProfile {
  /** Name of this profile. */
  profile: 'cosine';
  /** From −1 to 1; default 0.5. */
  amplitude?: number;
  /** The integer k; a single number runs along the first axis. Default 1. */
  wavenumber?: PerAxis;
  /** In radians; default 0. */
  phase?: number;
}

/** e^{κ cos 2π(x−c)}/I_0(κ), the product over the axes. */
export interface VonMisesProfile {
  /** Name of this profile. */
  profile: 'von-mises';
  /** In [0, 1); default 0.5. */
  center?: PerAxis;
  /** Concentration κ, from 0 to 10⁶. */
  kappa: number;
}

/**
 * 'indicator': uniform on a box or a ball; 'vacuum': uniform outside it. Sampled as averages over the cells around
 * the grid points.
 */
export type RegionProfile = BoxProfile | BallProfile;

/** [from, to] on each axis, through 0 when to < from. */
export interface BoxProfile {
  /** Uniform inside, or outside. */
  profile: 'indicator' | 'vacuum';
  /** In [0, 1]. */
  from: PerAxis;
  /** In [0, 1]. */
  to: PerAxis;
}

/** A disc for d = 2, an interval for d = 1. */
export interface BallProfile {
  /** Uniform inside, or outside. */
  profile: 'indicator' | 'vacuum';
  /** In [0, 1); default 0.5. */
  center?: PerAxis;
  /** Between 0 and 0.5. */
  radius: number;
}

/** Constant between jumps, scaled to mass 1; d = 1. Sampled as averages over the cells around the grid points. */
export interface StepsProfile {
  /** Name of this profile. */
  profile: 'steps';
  /** Where the jumps are, in [0, 1), ascending. */
  edges: readonly number[];
  /** Relative densities ≥ 0: values[i] from edges[i] to the next edge, the last one through 0 to the first. */
  values: readonly number[];
}

/**
 * `over` + Σ_{k≠0} amplitude · |k|^{−r−d/2} e^{iθ_k} e^{2πi k·x}, up to but not including the Nyquist modes:
 * Sobolev regularity exactly r.
 */
export interface RoughProfile {
  /** Name of this profile. */
  profile: 'rough';
  /** r, from −0.5 to 20. */
  regularity: number;
  /** Default: the problem's seed for the initial density, and that plus 1 for the target. */
  seed?: number;
  /** Default 0.1. */
  amplitude?: number;
  /**
   * 'random' (default): seeded. 'chirp': θ_k = 2π frac(|k|² φ), φ the golden ratio, which spreads the roughness
   * evenly over the circle at every scale: measured rates are then free of the scatter of a random sample.
   */
  phases?: 'random' | 'chirp';
  /** The smooth density of mass 1 that the rough part is added to. Default 'uniform'. */
  over?: Density;
}

/** A smooth random density that stays between 1 − amplitude and 1 + amplitude. */
export interface RandomFourierProfile {
  /** Name of this profile. */
  profile: 'random-fourier';
  /** Largest |k|; default 8. */
  modes?: number;
  /** |ĥ_k| ∝ |k|^{−decay}; default 2. */
  decay?: number;
  /** In [0, 1]; default 0.5. */
  amplitude?: number;
  /** Default: the problem's seed for the initial density, and that plus 1 for the target. */
  seed?: number;
}

/** A density that has a name, with its parameters; docs/problem-file.md says what each is. */
export type Profile =
  | CosineProfile
  | VonMisesProfile
  | RegionProfile
  | StepsProfile
  | RoughProfile
  | RandomFourierProfile;

/** A density by name: `{ profile: … }`. */
export type ProfileName = Profile['profile'];

/** A scheme for stepping in time, adaptive or of fixed step. */
export type IntegratorName =
  /** Adaptive exponential pair of order 4(3): Cox–Matthews ETDRK4 with the error of its reused last stage. */
  | 'etd43'
  /** Adaptive explicit pair of order 5(4): Dormand–Prince. */
  | 'dopri54'
  /** Adaptive explicit pair of order 3(2), three evaluations a step: Bogacki–Shampine. For frames on a screen. */
  | 'bosh32'
  | 'euler'
  | 'heun'
  | 'ssprk3'
  | 'rk4'
  | 'etdrk4';

/** How quadratic products are kept free of aliasing. */
export type Dealias =
  /** Every mode |k| < n/2 is evolved; products are formed on a grid of at least 3n/2 points. */
  | '3/2'
  /** Modes |k| ≤ (n−1)/3 are evolved; products are formed on the grid itself (Orszag's rule). */
  | '2/3'
  /** Every mode |k| < n/2 is evolved on the grid itself; aliasing errors stay. */
  | 'none';

/** A method by name; docs/methods.md says which for which data. */
export type MethodName =
  /** Fourier–Galerkin: for densities that the grid resolves, and for energies and rates of rough ones. */
  | 'spectral'
  /** Cell averages, upwind fluxes, a positivity limiter: for jumps and vacuum in every dimension. */
  | 'finite-volume'
  /** The flow map of labels that carry mass, d = 1: for jumps, vacuum and atoms. */
  | 'lagrangian'
  /** Weighted points that interact: the flow of a sum of point masses itself. */
  | 'particles'
  /** Closed forms, where there is one. */
  | 'exact';

/** How the finite-volume method finds the density at the faces of a cell from averages over cells. */
export type Reconstruction = 'muscl' | 'weno5';

/** Damping of mode k at the rate strength Σ_i (|k_i|/K_i)^order / (t + (2π)^{2s−2}), see docs/methods.md. */
export interface Filter {
  /** How suddenly damping sets in towards the cut-off; 8 by default. */
  order: number;
  /** How strong it is at the cut-off K; 36 by default. */
  strength: number;
}

/** Mass at a point of the circle. */
export interface Atom {
  /** In [0, 1). */
  position: number;
  mass: number;
}

/** N weighted points of the torus T^d; the weights sum to 1. */
export interface PointMasses {
  /** Row-major [N, d]. */
  positions: Float64Array;
  /** N numbers > 0 that sum to 1. */
  weights: Float64Array;
}

/**
 * How a density becomes N points of equal weight. 'quantiles' (d = 1): at its quantiles (i − ½)/N. 'stratified': one at
 * random in each of N parts of equal mass. 'iid': independent.
 */
export type StartName = 'quantiles' | 'stratified' | 'iid';

/** What the method of points reads besides the densities. */
export interface Particles {
  /** μ₀, or points laid on it. */
  start: PointMasses;
  /** Whether μ₀ itself is these points. */
  given: boolean;
  /** ν where it is a sum of point masses, else null. */
  target: PointMasses | null;
  /** Modes |k_i| ≤ bandlimit alone interact; 0: all do. */
  bandlimit: number;
  /** Standard deviation of the heat kernel that smooths μ_N − ν within the energy; 0: none. */
  mollify: number;
}

/** A constant density on [from, to], 0 ≤ from < to ≤ 1. */
export interface Patch {
  from: number;
  to: number;
  density: number;
}

/** When numbers are kept (`times`, or `count` of them up to the end), and at how many of these times densities are. */
export type Save = (SaveTimes | SaveCount) & {
  /** At how many of these times the density is kept, evenly among them, the last included. Default: at all. */
  densities?: number;
};

/** Save times that are stated. */
export interface SaveTimes {
  /** Ascending, in [0, end]; each is hit exactly. */
  times: ArrayLike<number>;
}

/** As many save times up to the end as are asked for. */
export interface SaveCount {
  /** How many after time 0, which is kept too. */
  count: number;
  /** Even in t, or in log t; default 'log'. */
  spacing?: 'linear' | 'log';
  /** The first time after 0; default: end/10⁴ in log t, end/count in t. */
  first?: number;
}

/** How exact one step of an adaptive scheme has to be. */
export interface Tolerance {
  /**
   * Error of one step in each mode against the size of the modes within an octave, default 1e−8; with finite volumes,
   * the error of h = μ − ν against h in the norm of the energy, default 1e−5.
   */
  relative?: number;
  /** A Fourier coefficient smaller than this counts as this large; default 1e−12. */
  absolute?: number;
}

/**
 * The flow ∂tμ + ∇·(μv) = 0, v = −∇(−Δ)^{−s}(μ−ν), from μ(0) = `initial` towards ν = `target`, until `end`.
 * It is the Wasserstein gradient flow of E_s(μ) = ½‖μ−ν‖²_{Ḣ^{−s}}.
 */
export interface Problem {
  /** Version of this format. */
  torusflow?: 1;
  /** Points per axis; the number of axes is the dimension. Prime factors 2, 3, 5 and 7. */
  grid: number | readonly number[];
  /** Order of the Sobolev norm that is the energy; any s ≥ 0. */
  s: number;
  /** μ₀, where the flow starts. */
  initial: Density;
  /** ν, what it flows to. Default: 'uniform'. */
  target?: Density;
  /** Time at which the flow ends, > 0. */
  end: number;
  /** When numbers and densities are kept. Default: 200 times, spaced by the logarithm from end/10⁴, after time 0. */
  save?: Save;
  /** How the flow is computed. Default: 'auto', which looks at the data and says in the solver's report what it saw. */
  method?: 'auto' | MethodName;
  /** How time is stepped. Default: 'auto', an adaptive scheme that suits the method. */
  integrator?: 'auto' | IntegratorName;
  /** Step size of the fixed-step schemes. */
  step?: number;
  /** Spectral method: how products are kept free of aliasing. Default: '3/2'. */
  dealias?: Dealias;
  /** Spectral method: damping of the highest modes; true for order 8 and strength 36. Default false. */
  filter?: boolean | Partial<Filter>;
  /** Finite-volume method: how the density at the faces of cells is found. Default 'weno5'. */
  reconstruction?: Reconstruction;
  /** Method of points: how many there are, where a density starts it. */
  particles?: number;
  /** Method of points: the modes |k_i| ≤ bandlimit alone interact, in each axis. Makes any s possible. */
  bandlimit?: number;
  /** Method of points: standard deviation of the heat kernel that smooths both measures. Makes any s possible. */
  mollify?: number;
  /** Method of points: how they are laid on a density. Default: 'quantiles' in one dimension, 'stratified' in more. */
  start?: StartName;
  /** How exact a step has to be. */
  tolerance?: Tolerance;
  /** Orders q of the norms ‖μ−ν‖_{Ḣ^q} to record. Default [−1, 0, 1]. */
  norms?: readonly number[];
  /** Scale initial and target to mass 1 instead of refusing another mass. */
  normalize?: boolean;
  /** Seed of the random profiles that state none of their own. Default 1. */
  seed?: number;
  /** Steps, accepted and rejected, after which the run ends with outcome 'max-steps'. Default 10⁶. */
  maxSteps?: number;
}

/** A validated problem, sampled on its grid: plain data that can be cloned into a worker. */
export interface DiscreteProblem {
  /** Points per axis. */
  grid: number[];
  s: number;
  /** μ₀ on the grid, row-major; where it has jumps or atoms, averages over the cells around the points. */
  initial: Float64Array;
  /** ν on the grid, row-major. */
  target: Float64Array;
  end: number;
  /** Save times, ascending, each in [0, end], the last one equal to `end`. */
  times: Float64Array;
  /** Those at which the density is kept; where there are none, at all. */
  densityTimes?: Float64Array;
  method: MethodName;
  /** null where nothing is stepped. */
  integrator: IntegratorName | null;
  /** Step of a fixed-step scheme; 0 for the adaptive ones. */
  step: number;
  dealias: Dealias;
  /** Read by the spectral method alone. */
  filter: Filter | null;
  /** Read by the finite-volume method alone. */
  reconstruction: Reconstruction;
  /** The points of the method of points; null for the others. */
  particles: Particles | null;
  /** All of μ₀ where it is a sum of point masses (d = 1), ascending; else empty. */
  atoms: Atom[];
  /**
   * μ₀, and ν, where it is known off the grid to be constant between jumps (d = 1), ascending, vacuum left out;
   * else empty.
   */
  patches: Patch[];
  targetPatches: Patch[];
  tolerance: { relative: number; absolute: number };
  norms: number[];
  maxSteps: number;
  /** Sobolev regularity r of μ₀ − ν where the profiles state it (Infinity: analytic); null when unknown. */
  regularity: number | null;
  /** Why this method and integrator, in a sentence. */
  reason: string;
}
