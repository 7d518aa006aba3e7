import { type Fit, fitLaw } from '../../diagnostics/index.ts';
import type { History } from '../../index.ts';
import type { EnergyAxes } from '../views/energy.ts';

/** Fewer points than this tell no slope: three in each third, which are held against one another. */
const LEAST = 9;

/** The law that is straight on the axes, fitted to the energy between two times; null where too little lies there. */
export function fitBetween(
  { time, energy }: History,
  [from, to]: readonly [number, number],
  axes: EnergyAxes,
): Fit | null {
  const rows = Array.from(time.keys()).filter(
    (i) => time[i] >= from && time[i] <= to && time[i] > 0 && energy[i] > 0,
  );
  if (rows.length < LEAST) return null;
  const part = (values: Float64Array) => rows.map((i) => values[i]);
  return fitLaw(part(time), part(energy), axes === 'log-log' ? 'algebraic' : 'exponential');
}
