/**
 * The one file that knows the AssemblyScript loader: compiling the solver, and handing out its instances.
 * An instance's memory only grows, so instances that were given back are used again.
 */

import threaded from 'virtual:core-threads-wasm';
import single from 'virtual:core-wasm';
import { instantiateSync } from '@assemblyscript/loader';

/** Addresses in WASM memory are plain numbers. */
type Address = number;

/** What assembly/index.ts exports. */
export interface CoreExports extends Record<string, unknown> {
  memory: WebAssembly.Memory;
  arenaAllocate(bytes: number): Address;
  arenaReset(): void;
  complexPlan(n: number): Address;
  complexForward(plan: Address, x: Address, y: Address): void;
  complexInverse(plan: Address, x: Address, y: Address): void;
  realPlan(n: number): Address;
  realForward(plan: Address, x: Address, spectrum: Address): void;
  realInverse(plan: Address, spectrum: Address, x: Address): void;
  fluxPlan(m: number, cutoff: number, g: Address, kappa: Address, nu: Address): Address;
  flux(plan: Address, h: Address, out: Address): number;
  /** Fields in d dimensions and their spectra, see assembly/spectral/transform.ts: three points, three cutoffs. */
  layTransform(...layout: number[]): Address;
  layWork(transform: Address, arrays: number, parts: number): void;
  toField(transform: Address, spectrum: Address, field: Address): void;
  toSpectrum(transform: Address, field: Address, spectrum: Address): void;
  /** The field as blocks of pairs of rows, `fieldBytes` in all. */
  toBlocks(transform: Address, spectrum: Address, field: Address): void;
  fieldBytes(transform: Address): number;
  /** The product of right-hand sides in two and three dimensions, see assembly/flow/product.ts. */
  product(transform: Address, h: Address, symbol: Address, target: Address, out: Address): number;
  /** The phases of all these, on a part of their pairs of columns or of their slabs. */
  columnPairs(transform: Address): number;
  slabs(transform: Address): number;
  columnsToWork(transform: Address, spectrum: Address, part: number, begin: number, end: number): void;
  slabsToField(
    transform: Address,
    field: Address,
    blocks: boolean,
    part: number,
    begin: number,
    end: number,
  ): void;
  slabsToWork(
    transform: Address,
    field: Address,
    spectrum: Address,
    part: number,
    begin: number,
    end: number,
  ): void;
  columnsToSpectrum(transform: Address, spectrum: Address, part: number, begin: number, end: number): void;
  columnsToFields(
    transform: Address,
    h: Address,
    symbol: Address,
    part: number,
    begin: number,
    end: number,
  ): void;
  productOfSlabs(transform: Address, target: Address, part: number, begin: number, end: number): number;
  fluxesToColumns(transform: Address, out: Address, part: number, begin: number, end: number): void;
  layFlow(...layout: number[]): Address;
  setFilter(flow: Address, k0: number, k1: number, k2: number, order: number, strength: number): void;
  takeTarget(flow: Address): void;
  takeInitial(flow: Address): void;
  /** φ_0(z) … φ_3(z) to four reals at `out`. */
  phi(z: number, out: Address): void;
  advance(flow: Address, to: number, budget: number): number;
  density(flow: Address): Address;
  restored(flow: Address): void;
  samples(flow: Address): Address;
  state(flow: Address): Address;
  stateBytes(flow: Address): number;
  history(flow: Address): Address;
  norms(flow: Address): Address;
  spectrum(flow: Address): Address;
  modeCount(flow: Address): number;
  /** Nonuniform Fourier transforms, see assembly/particles/nufft.ts. */
  layNufft(
    dimension: number,
    k0: number,
    k1: number,
    k2: number,
    capacity: number,
    fields: number,
    tolerance: number,
  ): Address;
  setPoints(plan: Address, x: Address, count: number): void;
  pointOrder(plan: Address): Address;
  pointsToModes(plan: Address, c: Address, modes: Address): void;
  modesToPoints(plan: Address, modes: Address, values: Address): void;
  gradientToPoints(plan: Address, modes: Address, values: Address, gradient: Address): void;
  layMap(...layout: number[]): Address;
  beginMap(map: Address): void;
  /** Velocity of the edges, f64[N + 1] each; leaves the current state as it is. */
  evaluateMap(map: Address, edges: Address, velocity: Address): void;
  advancePositions(flow: Address, to: number, budget: number): number;
  mapDensity(map: Address): Address;
  mapEdges(map: Address): Address;
  mapMasses(map: Address): Address;
  /** Points that move, assembly/particles: f64[N][d] positions and velocities, f64[N] weights, i32[N] labels. */
  layCircle(...layout: number[]): Address;
  beginCircle(points: Address): void;
  circleSamples(points: Address): Address;
  circleTargets(points: Address): Address;
  circleTargetCharges(points: Address): Address;
  layTorus(...layout: number[]): Address;
  layTorusNear(
    points: Address,
    reach: number,
    smooth: Address,
    force: Address,
    energy: Address,
    atZero: number,
    mean: number,
  ): void;
  beginTorus(points: Address, n0: number, n1: number, n2: number): void;
  torusSamples(points: Address): Address;
  torusTargets(points: Address): Address;
  torusTargetWeights(points: Address): Address;
  sortCircle(points: Address, positions: Address): void;
  evaluatePoints(points: Address, positions: Address, velocity: Address): void;
  pointPositions(points: Address): Address;
  pointVelocities(points: Address): Address;
  pointWeights(points: Address): Address;
  pointLabels(points: Address): Address;
  layFiniteVolume(...layout: number[]): Address;
  cellTarget(flow: Address): Address;
  cellAverages(flow: Address): Address;
  beginFiniteVolume(flow: Address): void;
  restoredFiniteVolume(flow: Address): void;
  advanceFiniteVolume(flow: Address, to: number, budget: number): number;
}

/** What assembly/threads/index.ts exports besides: only the build for several threads has it. */
export interface TeamExports {
  formTeam(threads: number): void;
  chunksDone(thread: number): number;
  gather(threads: number): void;
  isAway(thread: number): number;
  dismiss(): void;
  hasFailed(): number;
  /** Address of an i32 that cancels attempted steps while it is not 0. */
  cancelWord(): Address;
  help(thread: number): void;
  fail(): void;
}

/** The two builds: one memory for each instance, or one that instances in several threads share. */
export type Build = 'single' | 'threads';

const packed: Record<Build, string> = { single, threads: threaded };
const compiled: Partial<Record<Build, Promise<WebAssembly.Module>>> = {};

/** Whether this bundle carries a build: that for several threads is left out of `torusflow/element`. */
export const carries = (build: Build): boolean => packed[build] !== '';

/** Compiles a build that this package carries, once. */
export function compileCore(build: Build = 'single'): Promise<WebAssembly.Module> {
  compiled[build] ??= unpack(packed[build]).then((bytes) => WebAssembly.compile(bytes));
  return compiled[build];
}

/** Base64 of deflated bytes. */
async function unpack(base64: string): Promise<ArrayBuffer> {
  const deflated = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const stream = new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Response(stream).arrayBuffer();
}

/** An instance on `memory`, which the build for several threads takes, or on one of its own. */
export function instantiateCore(module: WebAssembly.Module, memory?: WebAssembly.Memory): CoreExports {
  return instantiateSync<CoreExports>(module, memory && { env: { memory } }).exports;
}

const idle = new WeakMap<object, CoreExports[]>();

/** An instance with an empty arena: one that was given back by the same owner, or a new one. */
export function acquireCore(module: WebAssembly.Module, owner: object = module): CoreExports {
  const core = idle.get(owner)?.pop() ?? instantiateCore(module, memoryFor(module));
  core.arenaReset();
  return core;
}

/** A shared memory for a module that imports one: its limits are those of asconfig.json. */
function memoryFor(module: WebAssembly.Module): WebAssembly.Memory | undefined {
  if (WebAssembly.Module.imports(module).length === 0) return undefined;
  return new WebAssembly.Memory({ initial: 16, maximum: 65536, shared: true });
}

/** Gives an instance back to its owner; nothing laid out in it may be used any more. */
export function releaseCore(owner: object, core: CoreExports): void {
  const free = idle.get(owner) ?? [];
  idle.set(owner, free);
  free.push(core);
}
