/** Rough data of three kinds: one jump, one cusp, and random phases at a given regularity. */
import { transportFactor } from '../../diagnostics/index.ts';
import type { Rate } from '../../diagnostics/rates.ts';
import type { DensityData, DiscreteProblem } from '../../problem/types.ts';

export const singularNames = ['jump', 'cusp', 'random'] as const;
export type SingularName = (typeof singularNames)[number];

/** Where the jump and the cusp are: not where the target is special, and between two points of every grid. */
const PLACE = 0.2;
/** Height of the jump and of the cusp: small enough for the linearised constants, and for few steps on fine grids. */
const HEIGHT = 0.002;
/** Size of the random part: that it stretches itself, here more and there less, would scatter the energies too. */
const AMPLITUDE = 0.0005;

/** The target, a formula or a density, with a singular part of mass 0 added to it. */
export function singularDensity(data: SingularName, target: DensityData, formula: string): DensityData {
  const x = `(x - ${PLACE})`;
  switch (data) {
    case 'jump':
      return `${formula} + ${HEIGHT}*(${x} - floor${x} - 0.5)`;
    case 'cusp':
      return `${formula} + ${HEIGHT}*(2/pi - abs(sin(pi*${x})))`;
    case 'random':
      return { profile: 'rough', regularity: 1, amplitude: AMPLITUDE, seed: 5, over: target };
  }
}

/**
 * The rates with the constant that belongs to one singular point, where only the density and the target at that
 * point count (docs/theory.md): that of `estimateRates` supposes roughness that is spread evenly.
 */
export function withConstantAt(
  data: 'jump' | 'cusp',
  rates: Rate[],
  problem: DiscreteProblem,
  drift: number,
): Rate[] {
  const { s, initial, target } = problem;
  const regularity = data === 'jump' ? 0.5 : 1.5;
  const singularAt = Math.round(PLACE * initial.length);
  // At a jump the density is what lies between its two sides: the target.
  const smooth = data === 'jump' ? target : initial;
  const there = transportFactor(smooth, target, { regularity, s, drift, singularAt });
  const factor = there / transportFactor(initial, target, { regularity, s, drift });
  return rates.map((rate) => {
    const { predictedConstant, constantRatio } = rate;
    if (rate.quantity !== 'energy' || predictedConstant === null) return rate;
    return {
      ...rate,
      predictedConstant: predictedConstant * factor,
      constantRatio: constantRatio && constantRatio / factor,
    };
  });
}
