/** The trigonometric interpolant of samples on a grid, between its points. */
import { fourierCoefficients } from '../../src/diagnostics/index.ts';
import { indexOf } from './grids.ts';

/**
 * The greatest (`sign` 1) or least (−1) value of the interpolant, from the extreme sample by Newton's iteration on
 * the gradient: for extrema that the grid resolves.
 */
export function extremeValue(samples: Float64Array, grid: readonly number[], sign: 1 | -1): number {
  let best = 0;
  for (let i = 1; i < samples.length; i++) if (sign * samples[i] > sign * samples[best]) best = i;
  let x = indexOf(best, grid).map((j, axis) => j / grid[axis]);
  const modes = significant(samples, grid);
  for (let pass = 0; pass < 8; pass++) {
    const { gradient, hessian } = derivatives(modes, x);
    const step = solve(hessian, gradient);
    x = x.map((value, axis) => value - step[axis]);
    if (Math.hypot(...step) < 1e-12) break;
  }
  return derivatives(modes, x).value;
}

interface Mode {
  k: number[];
  re: number;
  im: number;
}

/** The modes that carry more than rounding. */
function significant(samples: Float64Array, grid: readonly number[]): Mode[] {
  const { coefficients } = fourierCoefficients(samples, grid);
  const modes: Mode[] = [];
  for (let i = 0; i < samples.length; i++) {
    const [re, im] = [coefficients[2 * i], coefficients[2 * i + 1]];
    if (Math.hypot(re, im) < 1e-14) continue;
    const k = indexOf(i, grid).map((j, axis) => (2 * j > grid[axis] ? j - grid[axis] : j));
    modes.push({ k, re, im });
  }
  return modes;
}

function derivatives(modes: readonly Mode[], x: readonly number[]) {
  const gradient = x.map(() => 0);
  const hessian = x.map(() => x.map(() => 0));
  let value = 0;
  for (const { k, re, im } of modes) {
    const angle = 2 * Math.PI * k.reduce((sum, component, axis) => sum + component * x[axis], 0);
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    const [even, odd] = [re * c - im * s, -re * s - im * c];
    value += even;
    k.forEach((a, i) => {
      gradient[i] += 2 * Math.PI * a * odd;
      k.forEach((b, j) => {
        hessian[i][j] -= (2 * Math.PI) ** 2 * a * b * even;
      });
    });
  }
  return { value, gradient, hessian };
}

/** The solution of a small linear system, by Gauss's elimination; the Hessian at an extremum needs no pivots. */
function solve(matrix: readonly number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  rows.forEach((pivot, i) => {
    rows.forEach((row, j) => {
      if (i === j) return;
      const factor = row[i] / pivot[i];
      rows[j] = row.map((value, column) => value - factor * pivot[column]);
    });
  });
  return rows.map((row, i) => row[row.length - 1] / row[i]);
}
