/** What a density does to a flow, field by field: worked out by the solver's own transforms, in an instance of their own. */
import { acquireCore, type CoreExports, releaseCore } from './core.ts';
import type { FieldName, Shells } from './types.ts';
import { threeAxes } from './wasm-flow.ts';

/** How much of μ − ν is transformed, and the symbol of the potential. */
export interface FieldSetting {
  grid: readonly number[];
  s: number;
  /** ν on the grid. */
  target: Float64Array;
}

/** A row of modes, in the order of assembly/spectral/modes.ts: its first mode, and its wavenumbers on the other axes. */
type Row = (first: number, k0: number, k1: number) => void;

/** Laid out once for a flow. Nyquist modes, which have no derivative on the grid, are left out. */
export class Fields {
  readonly #module: WebAssembly.Module;
  readonly #core: CoreExports;
  readonly #target: Float64Array;
  readonly #dimension: number;
  /** Of three axes: those that the problem lacks come first, with cutoff 0. */
  readonly #cutoff: readonly number[];
  readonly #plan: number;
  readonly #samples: number;
  readonly #spectrum: number;
  /** |2πk|^{−2s} of each mode, 0 for k = 0. */
  readonly #symbol: Float64Array;
  readonly #potential: Float64Array;

  constructor(module: WebAssembly.Module, { grid, s, target }: FieldSetting) {
    this.#module = module;
    this.#target = target;
    this.#dimension = grid.length;
    this.#cutoff = threeAxes(
      grid.map((n) => Math.ceil(n / 2) - 1),
      0,
    );
    const [a, b, c] = this.#cutoff;
    const modes = (2 * a + 1) * (2 * b + 1) * (c + 1);
    this.#core = acquireCore(module);
    this.#plan = this.#core.layTransform(...threeAxes(grid, 1), ...this.#cutoff);
    this.#core.layWork(this.#plan, 1, 1);
    this.#samples = this.#core.arenaAllocate(8 * target.length);
    this.#spectrum = this.#core.arenaAllocate(16 * modes);
    this.#potential = new Float64Array(2 * modes);
    this.#symbol = new Float64Array(modes);
    this.#rows((first, k0, k1) => {
      for (let k = 0; k <= c; k++) {
        const square = k0 * k0 + k1 * k1 + k * k;
        this.#symbol[first + k] = square === 0 ? 0 : (4 * Math.PI ** 2 * square) ** -s;
      }
    });
  }

  /**
   * A field of the density μ, written to `out`: φ on the grid, or the components of v one after the other, each on
   * the grid.
   */
  field(name: FieldName, density: Float64Array, out: Float64Array): void {
    const potential = this.#potential;
    potential.set(this.#transform(density));
    for (let i = 0; i < potential.length; i++) potential[i] *= this.#symbol[i >> 1];
    if (name === 'potential') {
      this.#modes().set(potential);
      this.#sample(out);
      return;
    }
    const points = density.length;
    for (let axis = 0; axis < this.#dimension; axis++) {
      this.#differentiate(axis + 3 - this.#dimension);
      this.#sample(out.subarray(axis * points, (axis + 1) * points));
    }
  }

  /** The shells of μ − ν. */
  shells(density: Float64Array): Shells {
    const length = Math.round(Math.hypot(...this.#cutoff)) + 1;
    const [power, modes] = [new Float64Array(length), new Float64Array(length)];
    const h = this.#transform(density);
    this.#rows((first, k0, k1) => {
      for (let k = 0; k <= this.#cutoff[2]; k++) {
        const shell = Math.round(Math.sqrt(k0 * k0 + k1 * k1 + k * k));
        // On the plane of k = 0 both a mode and its conjugate are there, elsewhere one of the two.
        const times = k === 0 ? 1 : 2;
        const i = 2 * (first + k);
        power[shell] += times * (h[i] * h[i] + h[i + 1] * h[i + 1]);
        modes[shell] += times;
      }
    });
    power[0] = 0;
    return { power, modes };
  }

  /** Gives the memory back. */
  close(): void {
    releaseCore(this.#module, this.#core);
  }

  /** ĥ of h = μ − ν, current until the next transform. */
  #transform(density: Float64Array): Float64Array {
    const target = this.#target;
    const samples = this.#view(this.#samples, target.length);
    for (let j = 0; j < samples.length; j++) samples[j] = density[j] - target[j];
    this.#core.toSpectrum(this.#plan, this.#samples, this.#spectrum);
    return this.#modes();
  }

  /** v̂ = −2πi k φ̂ along one of three axes. */
  #differentiate(axis: number): void {
    const [potential, slopes] = [this.#potential, this.#modes()];
    this.#rows((first, k0, k1) => {
      for (let k = 0; k <= this.#cutoff[2]; k++) {
        const symbol = 2 * Math.PI * (axis === 2 ? k : axis === 1 ? k1 : k0);
        const i = 2 * (first + k);
        slopes[i] = symbol * potential[i + 1];
        slopes[i + 1] = -symbol * potential[i];
      }
    });
  }

  /** The modes as they stand, on the grid. */
  #sample(out: Float64Array): void {
    this.#core.toField(this.#plan, this.#spectrum, this.#samples);
    out.set(this.#view(this.#samples, out.length));
  }

  #rows(visit: Row): void {
    const [a, b, c] = this.#cutoff;
    let first = 0;
    for (let i = 0; i <= 2 * a; i++) {
      for (let j = 0; j <= 2 * b; j++, first += c + 1) visit(first, signed(i, a), signed(j, b));
    }
  }

  #modes(): Float64Array {
    return this.#view(this.#spectrum, this.#potential.length);
  }

  #view(address: number, length: number): Float64Array {
    return new Float64Array(this.#core.memory.buffer, address >>> 0, length);
  }
}

/** Wavenumber of entry `index` of an axis: 0 … K, −K … −1. */
const signed = (index: number, cutoff: number): number => (index <= cutoff ? index : index - 2 * cutoff - 1);
