/** How the flow map's labels are laid on μ₀: edges with the mass between them. */

import type { Atom, DiscreteProblem, Patch } from '../problem/types.ts';

/** Mass masses[i] ≥ 0 lies between edges[i] ≤ edges[i + 1]; the last edge is the first one, a turn further. */
export interface Labels {
  edges: Float64Array;
  masses: Float64Array;
}

/**
 * The faces of the grid's cells, half a cell before each point, are edges. Where μ₀ is known to be constant
 * between jumps, each jump is an edge, with finer cells beside it; else the samples are averages over the cells. An atom is a cell of
 * width 0. For s = 1, where its parts part at once, it is cut into about as many cells as its share of the
 * mass has grid cells; for s > 1 it never spreads. Empty cells keep their edges: they show where gaps end.
 */
export function labelsOf(problem: DiscreteProblem): Labels {
  const n = problem.grid[0];
  const faces = Array.from({ length: n + 1 }, (_, j) => (j - 0.5) / n);
  if (problem.atoms.length > 0) return labelsOfAtoms(faces, problem.atoms, problem.s === 1);
  if (problem.patches.length > 0) return labelsOfPatches(faces, problem.patches);
  return { edges: Float64Array.from(faces), masses: problem.initial.map((density) => density / n) };
}

/** The copy of a position that lies within the turn from the first face on. */
function lift(position: number, faces: readonly number[]): number {
  return position - Math.floor(position - faces[0]);
}

/**
 * Edges on either side of a jump lie ever closer, each cell a fifth of its distance from it, from 4 cells of the
 * grid down to 1/256 of one: for s > 1 the layer beside a jump gets thinner for ever, like t^{−1/(2s−2)}.
 */
const GRADING = { from: 4, ratio: 4 / 5, count: 31 };

function labelsOfPatches(faces: readonly number[], patches: readonly Patch[]): Labels {
  const start = GRADING.from * (faces[1] - faces[0]);
  const offsets = Array.from({ length: GRADING.count }, (_, i) => start * GRADING.ratio ** i);
  const near = jumpsOf(patches).flatMap((x) => [x, ...offsets.flatMap((offset) => [x - offset, x + offset])]);
  const edges = Float64Array.from(new Set([...faces, ...near.map((x) => lift(x, faces))])).sort();
  const masses = edges
    .subarray(1)
    .map((right, i) => densityAfter(patches, (edges[i] + right) / 2) * (right - edges[i]));
  return { edges, masses };
}

function jumpsOf(patches: readonly Patch[]): number[] {
  const ends = new Set(patches.flatMap(({ from, to }) => [from, to % 1]));
  return [...ends].filter((x) => densityAfter(patches, x) !== densityBefore(patches, x));
}

function densityAfter(patches: readonly Patch[], x: number): number {
  const at = x - Math.floor(x);
  return patches.find(({ from, to }) => from <= at && at < to)?.density ?? 0;
}

function densityBefore(patches: readonly Patch[], x: number): number {
  const at = x - Math.floor(x) || 1;
  return patches.find(({ from, to }) => from < at && at <= to)?.density ?? 0;
}

/** Fewest cells that an atom spreads in: enough for the target to vary within it. */
const LEAST_PARTS = 8;

function labelsOfAtoms(faces: readonly number[], atoms: readonly Atom[], cut: boolean): Labels {
  const lifted = atoms.map(({ position, mass }) => ({ x: lift(position, faces), mass }));
  const edges: number[] = [];
  const masses: number[] = [];
  const waiting = lifted.sort((a, b) => a.x - b.x);
  let next = 0;
  for (const face of faces) {
    for (; next < waiting.length && waiting[next].x < face; next++) {
      const { x, mass } = waiting[next];
      const parts = cut ? Math.max(LEAST_PARTS, Math.round(mass * (faces.length - 1))) : 1;
      // The cell that ends at an atom, or between two of them, is empty.
      edges.push(x);
      masses.push(0);
      for (let i = 0; i < parts; i++) {
        edges.push(x);
        masses.push(mass / parts);
      }
    }
    edges.push(face);
    masses.push(0);
  }
  // masses[i] belongs to the cell that ends at edges[i]: the first ends none.
  return { edges: Float64Array.from(edges), masses: Float64Array.from(masses).subarray(1) };
}
