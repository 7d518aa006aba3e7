import { transportFactor, uniformConstant } from './constant.ts';
import { difference } from './energy.ts';
import { isUniform } from './predict.ts';
import type { RateProblem } from './rates.ts';
import { spectralConstant } from './regularity.ts';
import type { MeasuredSetting } from './setting.ts';

/** The constant of the energy's law, as a function of how far mass moves on average; NaN where that is not known. */
export function predictedConstant(
  setting: MeasuredSetting,
  problem: RateProblem,
  grid: readonly number[],
): (drift: number) => number | null {
  const none = () => null;
  const { s, regularity, dimension, targetMinimum } = setting;
  const uniform = isUniform(setting);
  if (s <= 1 || regularity === null || !Number.isFinite(regularity) || regularity + s <= 0) return none;
  const c = spectralConstant(difference(problem.initial, problem.target), regularity, grid);
  if (c === null || (!uniform && dimension > 1)) return none;
  const linear = uniformConstant(c, regularity, s, dimension);
  if (dimension > 1) return () => linear;
  // The formula divides by the density: it has no meaning where there is vacuum.
  if (Array.from(problem.initial).some((mu) => mu <= 0) || targetMinimum <= 0) return none;
  const target = uniform ? 'uniform' : problem.target;
  const factor = (drift: number) => transportFactor(problem.initial, target, { regularity, s, drift });
  if (uniform) {
    const constant = linear * factor(0);
    return () => constant;
  }
  // A live run asks again and again, and drifts ever less: to a millionth of the circle the map is the same.
  let last: { drift: number; constant: number } | undefined;
  return (drift) => {
    if (!Number.isFinite(drift)) return null;
    if (!last || Math.abs(drift - last.drift) > 1e-6) last = { drift, constant: linear * factor(drift) };
    return last.constant;
  };
}
