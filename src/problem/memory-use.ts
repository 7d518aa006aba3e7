/** The memory that a problem takes, said and checked before anything is laid out. */
import { ProblemError, refuse } from './error.ts';
import { sizeOf } from './grid.ts';
import { gridOf } from './grid-of.ts';
import { chooseStepping } from './integrator.ts';
import { type Layout, solverBytes } from './memory.ts';
import { densityTimes, saveTimes } from './save-times.ts';
import { structureIssues } from './structure.ts';
import type { MethodName, Problem } from './types.ts';

/** What a solver's memory may grow to: the addresses of WebAssembly have 32 bits. */
const MOST_SOLVER = 2 ** 32;
/** What the densities, or positions, of a solution may take. */
const MOST_SAVED = 2 ** 31;

/** Bytes that a run takes. */
export interface MemoryUse {
  /** Of the solver. */
  solver: number;
  /** Of the densities that are kept at the save times. */
  saved: number;
}

/**
 * How much memory a problem takes, from the formulas of docs/methods.md, without sampling anything: within a tenth of
 * what the solver then lays out. "auto" counts as the spectral method, which takes the most.
 * @throws ProblemError for a problem that cannot be run
 */
export function memoryOf(problem: Problem): MemoryUse {
  const issues = structureIssues(problem);
  if (issues.length > 0) throw new ProblemError(issues);
  const { method = 'auto', save, end } = problem;
  const grid = gridOf(problem.grid);
  const kept = densityTimes(save, saveTimes(save, end)).length;
  return {
    solver: solverBytes(layoutOf(problem, grid, method === 'auto' ? 'spectral' : method)),
    saved: 8 * kept * sizeOf(grid),
  };
}

/**
 * Refuses a problem that no solver can hold, of the method if one is named, or else of the one that takes the least.
 * @throws ProblemError with the number
 */
export function checkMemory(problem: Problem, grid: readonly number[], method: MethodName | 'auto'): void {
  const density = 8 * sizeOf(grid);
  if (density > MOST_SAVED) {
    refuse(
      'grid',
      problem.grid,
      `has densities of ${gibibytes(density)} each; the limit is ${gibibytes(MOST_SAVED)}`,
    );
  }
  const methods: MethodName[] = method === 'auto' ? ['spectral', 'finite-volume'] : [method];
  const uses = methods.map((name) => solverBytes(layoutOf(problem, grid, name)));
  const least = Math.min(...uses);
  if (least <= MOST_SOLVER) return;
  const name = methods[uses.indexOf(least)];
  refuse(
    'grid',
    problem.grid,
    `would take ${gibibytes(least)} of memory in the ${name} method; a solver has at most ${gibibytes(MOST_SOLVER)}` +
      advice(problem, grid, name),
  );
}

/** @throws ProblemError for more than a solution holds, with how many it does. */
export function checkStorage(count: number, size: number, what = 'densities'): void {
  const bytes = 8 * count * size;
  if (bytes <= MOST_SAVED) return;
  const fit = Math.floor(MOST_SAVED / 8 / size);
  const fewer = what === 'densities' ? `; "densities": ${fit} keeps as many as fit` : '';
  refuse(
    'save',
    undefined,
    `asks for ${count} ${what} of ${size} numbers, ${gibibytes(bytes)}; the limit is ${gibibytes(MOST_SAVED)}${fewer}`,
  );
}

function layoutOf(problem: Problem, grid: readonly number[], method: MethodName): Layout {
  const { s, dealias = '3/2', filter = false, norms = [-1, 0, 1], particles } = problem;
  const { integrator } = chooseStepping(problem, method);
  const moving = method === 'particles' ? (particles ?? atomsIn(problem, grid.length)) : sizeOf(grid);
  return { grid, s, method, integrator, dealias, filter: filter !== false, norms: norms.length, moving };
}

function atomsIn({ initial }: Problem, d: number): number {
  const dirac = typeof initial === 'object' && 'dirac' in initial ? initial.dirac : [];
  return 'positions' in dirac ? dirac.positions.length / d : dirac.length;
}

/** What of the spectral method's choices would make it fit. */
function advice(problem: Problem, grid: readonly number[], method: MethodName): string {
  if (method !== 'spectral') return '';
  for (const change of [{ integrator: 'etd43' }, { dealias: '2/3' }] as const) {
    const { step: _, ...other } = { ...problem, ...change };
    const bytes = solverBytes(layoutOf(other, grid, method));
    const [[key, value]] = Object.entries(change);
    if (bytes <= MOST_SOLVER) return `; with "${key}": "${value}" it would be ${gibibytes(bytes)}`;
  }
  return '';
}

/** `3.4 GiB`, or `12 MiB` below one. */
export function gibibytes(bytes: number): string {
  if (bytes >= 2 ** 30) return `${Number((bytes / 2 ** 30).toFixed(1))} GiB`;
  return `${Math.max(1, Math.round(bytes / 2 ** 20))} MiB`;
}
