import { fromSpectrum } from '../../fourier.ts';
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
  const re = new Float64Array(sizeOf(grid));
  const im = new Float64Array(sizeOf(grid));
  visitGrid(grid.map(axisWavenumbers), (k, i) => {
    if (i === 0 || k.some((component, axis) => 2 * Math.abs(component) === grid[axis])) return;
    const size = modulus(Math.hypot(...k));
    if (size === 0) return;
    const phase = phaseOf(k);
    re[i] = size * Math.cos(phase);
    im[i] = size * Math.sin(phase);
  });
  return fromSpectrum(re, im, grid);
}
