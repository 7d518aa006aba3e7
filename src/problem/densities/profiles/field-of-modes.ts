import { fieldOf, halfOf } from '../../fourier.ts';
import { axisWavenumbers, sizeOf, visitGrid } from '../../grid.ts';

/**
 * Σ_k a(|k|) e^{iθ_k} e^{2πi k·x} over all modes but 0 and the Nyquist modes, with phases
 * θ_{−k} = −θ_k: the moduli of the Fourier coefficients are exactly a(|k|), |k| the Euclidean norm.
 */
export function fieldOfModes(
  grid: readonly number[],
  phaseOf: (k: readonly number[]) => number,
  modulus: (k: number) => number,
): Float64Array {
  const half = halfOf(grid);
  const spectrum = { re: new Float64Array(sizeOf(half)), im: new Float64Array(sizeOf(half)) };
  const waves = grid.map((n, axis) => axisWavenumbers(n).subarray(0, half[axis]));
  visitGrid(waves, (k, i) => {
    if (i === 0 || k.some((component, axis) => 2 * Math.abs(component) === grid[axis])) return;
    const size = modulus(Math.sqrt(k.reduce((sum, component) => sum + component * component, 0)));
    if (size === 0) return;
    const phase = phaseOf(k);
    spectrum.re[i] = size * Math.cos(phase);
    spectrum.im[i] = size * Math.sin(phase);
  });
  return fieldOf(spectrum, grid);
}
