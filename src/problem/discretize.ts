import { atomsOf, massesOf, patchesOf, regularityOf, sampleDensity } from './densities/density.ts';
import { type Issue, issuesOf, ProblemError, refuse } from './error.ts';
import { sizeOf } from './grid.ts';
import { gridOf } from './grid-of.ts';
import { LARGE } from './large.ts';
import { checkMemory, checkStorage } from './memory-use.ts';
import { checkKeys, chooseMethod, METHOD_KEYS } from './method.ts';
import { normsOfPoints, particlesOf } from './particles.ts';
import { readFile } from './read-file.ts';
import { densityTimes, saveTimes } from './save-times.ts';
import { structureIssues } from './structure.ts';
import type { Dealias, Density, DiscreteProblem, Filter, MethodName, Problem } from './types.ts';

/** What decides how much memory a run takes. */
const MEMORY_KEYS = ['s', 'norms', 'method', 'end', ...METHOD_KEYS];

/** Relative tolerances where none is given. Finite volumes err more in space than steps at 1e−5 do in time. */
const RELATIVE: Record<MethodName, number> = {
  spectral: 1e-8,
  'finite-volume': 1e-5,
  lagrangian: 1e-8,
  particles: 1e-8,
  exact: 1e-8,
};

/**
 * Validates a problem, samples its densities on the grid, and settles everything that was left open.
 *
 * Densities come out nonnegative with mean exactly 1. Given mass may differ from 1 by 1e−6 (quadrature of a
 * formula on the grid, single precision in a file); `normalize: true` takes any positive mass.
 *
 * @param options.readFile reads the files that densities name. Default: from disk in Node, by `fetch` elsewhere.
 * @param options.dealias what the spectral method takes where the problem leaves it open. Default "3/2".
 * @param options.issues what is known to be wrong already
 * @throws {ProblemError} listing everything that is wrong, at once.
 */
export async function discretize(
  problem: unknown,
  options: {
    readFile?: (path: string) => Promise<Uint8Array>;
    dealias?: Dealias;
    issues?: readonly Issue[];
  } = {},
): Promise<DiscreteProblem> {
  const report = new Report([...structureIssues(problem), ...(options.issues ?? [])]);
  const p = problem as Problem;
  const { grid, times, norms, kept } = unsampled(p, report);
  // Nothing is sampled that no run could hold.
  if (grid && sizeOf(grid) > LARGE) report.close();
  const sample = async (key: 'initial' | 'target', density: Density, seedOffset: number) => {
    if (!grid) return undefined;
    const site = { grid, seed: (p.seed ?? 1) + seedOffset, readFile: options.readFile ?? readFile };
    return report.attemptAsync(key, () => sampleDensity(density, site, p.normalize ?? false));
  };
  const initial = await sample('initial', p?.initial, 0);
  // Another seed than the initial density's, or the random parts of the two would cancel.
  const target = await sample('target', p?.target ?? 'uniform', 1);
  report.close();
  const data = {
    ...{ grid: grid!, s: p.s, initial: initial!, target: target! },
    ...partsOf(p, grid!.length),
    points: pointsOf(p, grid!.length),
    ...{ end: p.end, regularity: regularityOfDifference(p.initial, p.target ?? 'uniform') },
  };
  const choice = chooseMethod(p, data);
  checkMemory(p, data.grid, choice.method);
  const { relative = RELATIVE[choice.method], absolute = 1e-12 } = p.tolerance ?? {};
  const { points, ...sampled } = data;
  const particles = choice.method === 'particles' ? particlesOf(p, data) : null;
  if (particles) checkStorage(times!.length, particles.start.positions.length, 'sets of positions');
  return {
    ...sampled,
    particles,
    times: times!,
    densityTimes: kept!,
    ...choice,
    dealias: p.dealias ?? options.dealias ?? '3/2',
    filter: filterOf(p.filter),
    reconstruction: p.reconstruction ?? 'weno5',
    tolerance: { relative, absolute },
    norms: choice.method === 'particles' ? normsOfPoints(p, norms!, data) : norms!,
    maxSteps: p.maxSteps ?? 1e6,
  };
}

/**
 * Finds what is wrong with a problem apart from its densities.
 * @throws {ProblemError} as `discretize` does
 */
export function checkUnsampled(problem: unknown, issues: readonly Issue[] = []): void {
  const report = new Report([...structureIssues(problem), ...issues]);
  unsampled(problem as Problem, report);
  report.close();
}

/** What a problem settles without its densities. */
function unsampled(p: Problem, report: Report) {
  const grid = report.attempt(['grid'], () => gridOf(p.grid));
  const times = report.attempt(['save', 'end'], () => saveTimes(p.save, p.end));
  const norms = report.attempt(['norms'], () => normOrders(p.norms));
  report.attempt(['method', 'end', ...METHOD_KEYS], () => checkKeys(p));
  const kept = times && densityTimes(p.save, times);
  if (grid && kept) report.attempt([], () => checkStorage(kept.length, sizeOf(grid)));
  if (grid) report.attempt(MEMORY_KEYS, () => checkMemory(p, grid, p.method ?? 'auto'));
  return { grid, times, norms, kept };
}

/** Gathers what is wrong; a check is left out where a key it needs is already known to be bad. */
class Report {
  private readonly issues: Issue[];

  constructor(issues: Issue[]) {
    this.issues = issues;
    // With no object to look into there is nothing more to say.
    if (issues.some((issue) => issue.path === '')) this.close();
  }

  attempt<T>(keys: string[], check: () => T): T | undefined {
    if (!keys.every((key) => this.sound(key))) return undefined;
    try {
      return check();
    } catch (error) {
      this.issues.push(...issuesOf(error));
      return undefined;
    }
  }

  /** As `attempt`, for a check whose paths begin inside `key`. */
  async attemptAsync<T>(key: string, check: () => Promise<T>): Promise<T | undefined> {
    if (!this.sound(key) || !this.sound('normalize') || !this.sound('seed')) return undefined;
    return check().catch((error) => {
      this.issues.push(...issuesOf(error, key));
      return undefined;
    });
  }

  /** Throws when anything was found. */
  close(): void {
    if (this.issues.length > 0) throw new ProblemError(this.issues);
  }

  private sound(key: string): boolean {
    return !this.issues.some(
      ({ path }) => path === key || path.startsWith(`${key}.`) || path.startsWith(`${key}[`),
    );
  }
}

function normOrders(norms: ArrayLike<number> = [-1, 0, 1]): number[] {
  return Array.from(norms, (q, i) => {
    const path = `norms[${i}]`;
    const good = typeof q === 'number' && Math.abs(q) <= 20;
    if (!good) refuse(path, q ?? null, 'must be a number from -20 to 20');
    if (Array.from(norms).indexOf(q) < i) refuse(path, q, 'is given twice');
    // −0 and 0 are one order, and one key.
    return q + 0;
  });
}

function filterOf(filter: Problem['filter'] = false): Filter | null {
  if (filter === false) return null;
  return { order: 8, strength: 36, ...(filter === true ? {} : filter) };
}

function pointsOf({ initial, target = 'uniform' }: Problem, d: number) {
  return { initial: massesOf(initial, d), target: massesOf(target, d) };
}

/** What is known of the densities off the grid, on the circle. */
function partsOf({ initial, target = 'uniform', method }: Problem, d: number) {
  if (d > 1) return { atoms: [], patches: [], targetPatches: [] };
  return {
    atoms: method === 'particles' ? [] : atomsOf(initial),
    patches: patchesOf(initial),
    targetPatches: patchesOf(target),
  };
}

/** That of the rougher one; null when one of the two is unknown. */
function regularityOfDifference(initial: Density, target: Density): number | null {
  const r = regularityOf(initial);
  const q = regularityOf(target);
  return r === null || q === null ? null : Math.min(r, q);
}
