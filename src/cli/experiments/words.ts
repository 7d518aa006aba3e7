/** The study's vocabulary in words and symbols. */
import type { Case, DataName, TargetName } from './cases.ts';

export const targetWords: Record<TargetName, string> = {
  uniform: 'ν = 1',
  cosine: 'ν = 1 + ½ cos 2πx',
  turtles: 'ν = turtles',
};

export const dataWords: Record<DataName, string> = {
  smooth: 'smooth',
  'r0.5': 'r = ½',
  r1: 'r = 1',
  r2: 'r = 2',
  uniform: 'uniform',
};

/** A case in one line of plain text. */
export function caseTitle({ s, target, data }: Case): string {
  return `s = ${s}, ${targetWords[target]}, ${data === 'uniform' ? 'from the uniform density' : dataWords[data]}`;
}
