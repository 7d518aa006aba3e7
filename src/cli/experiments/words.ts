/** The study's vocabulary in words and symbols. */
import { type Case, contrast, type DataName } from './cases.ts';

/** The target as a formula. */
export function targetWords({ target, s }: Case): string {
  if (target === 'cosine') return `ν = 1 + ${contrast(s)} cos 2πx`;
  return target === 'uniform' ? 'ν = 1' : 'ν = turtles';
}

export const dataWords: Record<DataName, string> = {
  smooth: 'smooth',
  'r0.5': 'r = ½',
  r1: 'r = 1',
  r2: 'r = 2',
  uniform: 'uniform',
  jump: 'one jump',
  cusp: 'one cusp',
  random: 'random, r = 1',
};

/** A case in one line of plain text. */
export function caseTitle(of: Case): string {
  const from = of.data === 'uniform' ? 'from the uniform density' : dataWords[of.data];
  return `s = ${of.s}, ${targetWords(of)}, ${from}`;
}
