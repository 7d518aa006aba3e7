import { radialSpectrum } from '../../diagnostics/index.ts';
import type { Palette } from '../draw/palette.ts';
import type { Pen } from '../draw/pen.ts';
import { drawPlot, type Placed, wholeDecades } from '../draw/plot.ts';
import type { Scene } from '../model/scene.ts';

/** Grids on which the transform of a frame takes this thread a few milliseconds at most. */
export const SPECTRUM_POINTS = 2 ** 14;

/** Decades below the greatest mode that are shown; rounding lies below. */
const DECADES = 18;

/** |ĥ_k| of h = μ − ν against |k|, in quadratic mean over shells: of the initial density and of the present one. */
export class SpectrumView {
  private readonly initial = new WeakMap<Float64Array, Float64Array>();

  draw(pen: Pen, scene: Scene, palette: Palette): Placed {
    let first = this.initial.get(scene.initial);
    if (!first) {
      first = amplitudes(scene, scene.initial);
      this.initial.set(scene.initial, first);
    }
    const now = amplitudes(scene, scene.density);
    const k = Float64Array.from(now, (_, m) => m);
    const top = Math.max(1e-300, ...first, ...now);
    const largest = scene.grid.reduce((least, n) => Math.min(least, n)) / 2;
    const curves = [
      { x: k, y: first, colour: 'target', width: 1.5 },
      { x: k, y: now, colour: 'density', width: 2 },
    ] as const;
    const x = { scale: 'log', domain: [1, largest], label: 'wavenumber |k|' } as const;
    const y = { scale: 'log', domain: wholeDecades(top * 10 ** -DECADES, top) } as const;
    return drawPlot(pen, { x, y, curves }, palette);
  }
}

/** Entry m: the quadratic mean of |ĥ_k| over the shell of |k| rounded to m; the mean, m = 0, left out. */
function amplitudes({ grid, target }: Scene, density: Float64Array): Float64Array {
  const difference = density.map((value, j) => value - target[j]);
  const { power, modes } = radialSpectrum(difference, grid);
  return power.map((sum, m) => (m === 0 ? 0 : Math.sqrt(sum / modes[m])));
}
