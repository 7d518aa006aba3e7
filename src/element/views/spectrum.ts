import type { ShellSpectrum } from '../../index.ts';
import type { Palette } from '../draw/palette.ts';
import type { Pen } from '../draw/pen.ts';
import { type Curve, drawPlot, type Placed, wholeDecades } from '../draw/plot.ts';
import type { Scene } from '../model/scene.ts';
import { formatExponent } from '../words/format.ts';

/** Decades below the greatest mode that are shown; rounding lies below. */
const DECADES = 18;

/** |ĥ_k| of h = μ − ν against |k|, in quadratic mean over shells: of the initial density and of the present one. */
export function drawSpectrum(pen: Pen, { grid, spectrum }: Scene, palette: Palette): Placed | undefined {
  if (!spectrum) return undefined;
  const [first, now] = [spectrum.initial, spectrum.power].map((power) => amplitudes(power, spectrum.modes));
  const k = Float64Array.from(now, (_, m) => m);
  const top = Math.max(1e-300, ...first, ...now);
  // Beyond the Nyquist frequency of an axis shells are corners.
  const largest = Math.min(...grid) / 2;
  const law = lawOf(spectrum, grid.length, largest);
  const curves: Curve[] = [
    { x: k, y: first, colour: 'target', width: 1.5 },
    { x: k, y: now, colour: 'density', width: 2 },
    ...(law ? [law] : []),
  ];
  const x = { scale: 'log', domain: [1, largest], label: 'wavenumber |k|' } as const;
  const y = { scale: 'log', domain: wholeDecades(top * 10 ** -DECADES, top) } as const;
  const placed = drawPlot(pen, { x, y, curves }, palette);
  const { box } = placed;
  const words = slopeInWords({ spectrum, grid });
  pen.text(words, box.x + box.width - 8, box.y + 12, { colour: palette.predicted, align: 'right' });
  return placed;
}

/** How steep the law of the data is, where they have one: `slope −1.5`. */
export function slopeInWords({ spectrum, grid }: Pick<Scene, 'spectrum' | 'grid'>): string {
  return spectrum?.law ? `slope ${formatExponent(slopeOf(spectrum.law, grid.length), 3)}` : '';
}

/** Entry m: the quadratic mean of |ĥ_k| over a shell; 0, which no logarithm shows, for m = 0. */
const amplitudes = (power: Float64Array, modes: Float64Array): Float64Array =>
  power.map((sum, m) => (m === 0 ? 0 : Math.sqrt(sum / modes[m])));

const slopeOf = ({ regularity }: { regularity: number }, d: number): number => -(regularity + d / 2);

/** The straight line of the data's law, c^½ |k|^{−r−d/2}. */
function lawOf({ law }: ShellSpectrum, d: number, largest: number): Curve | undefined {
  if (!law) return undefined;
  const y = [1, largest].map((k) => Math.sqrt(law.constant) * k ** slopeOf(law, d));
  return { x: [1, largest], y, colour: 'predicted', width: 1.5, dash: [7, 5] };
}
