import type { Palette } from '../draw/palette.ts';
import type { Pen } from '../draw/pen.ts';
import { drawPlot, type Placed } from '../draw/plot.ts';
import type { Scene } from '../model/scene.ts';

/**
 * Quantile functions of μ and ν: the position below which lies a share q of the mass, from x = 0 on. On the line the
 * quickest transport takes each q straight across.
 */
export function drawQuantiles(pen: Pen, { density, target }: Scene, palette: Palette): Placed {
  const edges = Float64Array.from({ length: density.length + 1 }, (_, j) => j / density.length);
  const unit = { scale: 'linear', domain: [0, 1] } as const;
  const curves = [
    { x: cumulative(target), y: edges, colour: 'target', width: 2 },
    { x: cumulative(density), y: edges, colour: 'density', width: 2 },
  ] as const;
  return drawPlot(pen, { x: { ...unit, label: 'mass q' }, y: unit, curves }, palette);
}

/** The mass to the left of each edge of the cells; 1 in the end. */
function cumulative(density: Float64Array): Float64Array {
  const mass = new Float64Array(density.length + 1);
  for (let j = 0; j < density.length; j++) mass[j + 1] = mass[j] + density[j] / density.length;
  return mass;
}
