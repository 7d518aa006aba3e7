/** The cases of tests/reference: problems with their answers and tolerances. */
import { readdirSync, readFileSync } from 'node:fs';
import { type Term, Trigonometric } from './trigonometric.ts';

export interface Answer {
  t: number;
  E: number;
  mu_at_x: number[];
  X_of_label?: number[];
  mu_at_X_of_label?: number[];
  dissipation?: number;
  /** [Re, Im] of μ̂_1 … μ̂_4. */
  mu_hat_1_to_4?: [number, number][];
  inf_mu?: number;
  sup_mu?: number;
  L2sq?: number;
  L3cubed?: number;
  entropy?: number;
}

export interface Case {
  id: string;
  title: string;
  s: number;
  initial: Trigonometric;
  target: Trigonometric;
  answers: Answer[];
  tolerance: Record<string, number>;
}

/** Reads the case whose file name begins with `id`. */
export function referenceCase(id: string): Case {
  const name = readdirSync('tests/reference').find((file) => file.startsWith(`${id}_`));
  const file = JSON.parse(readFileSync(`tests/reference/${name}`, 'utf8'));
  const density = (terms: '1' | Term[]) => new Trigonometric(terms === '1' ? [] : terms);
  return {
    id,
    title: file.title,
    s: file.inputs.s,
    initial: density(file.inputs.mu0),
    target: density(file.inputs.nu),
    answers: file.outputs,
    tolerance: file.tolerance,
  };
}
