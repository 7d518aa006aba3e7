// A one-step scheme as data. For y' = Ly + N(y) with diagonal L and z = hL:
//
//   stage i     Y_i = φ_0(c_i z) y + Σ_{j<i} a_ij(z) N(Y_j),       Y_0 = y
//   solution    y⁺  = φ_0(z) y + Σ_j b_j(z) N(Y_j)
//   error       e   = Σ_j e_j(z) N(Y_j) + e_s(z) N(y⁺)
//
// Weights are h Σ coefficient·φ_m(c z). With L = 0 they are numbers and this is a classical Runge–Kutta
// scheme. The words of a tableau are f64, laid down by src/engine/tableaux.ts:
//
//   stages, order of the error estimate or 0, exponential (0 or 1), arguments A, weights W, rows R
//   A values c, the distinct arguments of φ
//   W weights: number of terms, then (coefficient, m, index of the argument) for each term
//   R rows, stages 1 … s−1, solution, error where there is one:
//     index of the argument of φ_0 (−1: the row has no y term), number of entries, then (stage, weight)
import { phi } from './phi';

@unmanaged
export class Tableau {
  stages: i32;
  /** Order of the error estimate; 0 for a scheme of fixed step. */
  errorOrder: i32;
  exponential: bool;
  arguments: i32;
  weights: i32;
  rows: i32;
  /** f64[arguments]. */
  nodes: usize;
  firstWeight: usize;
  firstRow: usize;
}

/** Moves over the words of a tableau from left to right. */
// @ts-ignore: decorator
@inline
function word(at: usize): i32 {
  return <i32>load<f64>(at);
}

export function readTableau(words: usize, t: Tableau): void {
  t.stages = word(words);
  t.errorOrder = word(words + 8);
  t.exponential = word(words + 16) != 0;
  t.arguments = word(words + 24);
  t.weights = word(words + 32);
  t.rows = word(words + 40);
  t.nodes = words + 48;
  t.firstWeight = t.nodes + (<usize>t.arguments << 3);
  let at = t.firstWeight;
  for (let w = 0; w < t.weights; w++) at += 8 + 24 * <usize>word(at);
  t.firstRow = at;
}

/** Bytes of the coefficients of one step size: φ_0 at each argument, then each weight, a number for each |k|. */
export function coefficientBytes(t: Tableau, radii: i32): usize {
  return ((<usize>(t.arguments + t.weights)) << 3) * (t.exponential ? <usize>radii : 1);
}

/** Table of φ_0 at argument `a`, or of weight `w`, within the coefficients of one step size. */
// @ts-ignore: decorator
@inline
export function factorTable(t: Tableau, coefficients: usize, a: i32, radii: i32): usize {
  return coefficients + ((<usize>a * (t.exponential ? <usize>radii : 1)) << 3);
}

// @ts-ignore: decorator
@inline
export function weightTable(t: Tableau, coefficients: usize, w: i32, radii: i32): usize {
  return factorTable(t, coefficients, t.arguments + w, radii);
}

/**
 * Fills the coefficients of step size h for the radii from `begin` to before `end` (explicit schemes: of the one that
 * stands for all); `linear` holds L for each, `scratch` 32 bytes an argument.
 */
export function fillCoefficients(
  t: Tableau, h: f64, linear: usize, begin: i32, end: i32, radii: i32, coefficients: usize, scratch: usize,
): void {
  for (let k = begin; k < end; k++) {
    const z = t.exponential ? h * load<f64>(linear + (<usize>k << 3)) : 0;
    for (let a = 0; a < t.arguments; a++) {
      const at = scratch + (<usize>a << 5);
      phi(z * load<f64>(t.nodes + (<usize>a << 3)), at);
      store<f64>(factorTable(t, coefficients, a, radii) + (<usize>k << 3), load<f64>(at));
    }
    let at = t.firstWeight;
    for (let w = 0; w < t.weights; w++) {
      const terms = word(at);
      let sum = 0.0;
      at += 8;
      for (let i = 0; i < terms; i++, at += 24) {
        sum += load<f64>(at) * load<f64>(scratch + (<usize>word(at + 16) << 5) + (<usize>word(at + 8) << 3));
      }
      store<f64>(weightTable(t, coefficients, w, radii) + (<usize>k << 3), h * sum);
    }
  }
}
