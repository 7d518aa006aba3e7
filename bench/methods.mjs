// npm run bench:methods: what each method needs to reach a given error, for each kind of data.
//
//   --rounds N   repetitions of each run, of which the quickest counts (default 3)
//   --only WORD  only the kinds of data whose names contain it; the results are printed, and not written
//   --name NAME  writes bench/results/NAME.md and .json (default: methods)
//
// Errors are against exact solutions where there are any, else against the flow map or the spectral method on a
// finer grid (`reference` in kinds.mjs). The density's is the L¹ distance of averages over cells; the energy's is
// relative.
import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { solve } from '../dist/index.js';
import { averagesOf, kinds, methods } from './kinds.mjs';
import { machine } from './report.mjs';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' },
    name: { type: 'string', default: 'methods' },
  },
});

/** Density at the end, as averages over cells, energy there, and what the run took. */
async function run(kind, grid, settings, rounds) {
  let best;
  for (let round = 0; round < rounds; round++) {
    const problem = {
      ...kind.problem(grid, settings),
      ...settings,
      grid,
      save: { times: [kind.end] },
      end: kind.end,
    };
    const { density, energy, minimum, outcome, solver } = await solve(problem, { inline: true });
    if (outcome.kind !== 'completed') return { failed: outcome.kind };
    const seconds = Math.min(solver.seconds, best?.seconds ?? Infinity);
    const values = kind.pointwise(settings) ? density : undefined;
    const cells = values ? averagesOf(values) : density;
    best = { values, cells, energy: energy[0], minimum: minimum[0], steps: solver.steps, seconds };
  }
  return best;
}

/** Averages over n cells from those over an odd multiple of them: cells are centred at j/n. */
function coarsen(cells, n) {
  const m = cells.length / n;
  const half = (m - 1) / 2;
  return Float64Array.from({ length: n }, (_, j) => {
    let sum = 0;
    for (let i = -half; i <= half; i++) sum += cells[(j * m + i + cells.length) % cells.length];
    return sum / m;
  });
}

/** The reference of a kind on n cells: its energy, and averages over the cells. */
async function referenceOf({ reference, ...kind }, n) {
  const found = await run(kind, reference.grid(n), reference.settings, 1);
  const { values, cells } = found;
  return { energy: found.energy, cells: values ? averagesOf(values, n) : coarsen(cells, n) };
}

const distance = (a, b) => a.reduce((sum, value, j) => sum + Math.abs(value - b[j]), 0) / a.length;

const chosen = kinds.filter(({ name }) => !options.only || name.includes(options.only));
const table = [];
for (const kind of chosen) {
  const references = new Map();
  for (const n of kind.grids) references.set(n, await referenceOf(kind, n));
  for (const [name, settings] of Object.entries(methods)) {
    if (!kind.takes(settings)) continue;
    for (const grid of kind.grids) {
      const found = await run(kind, grid, settings, Number(options.rounds));
      process.stderr.write(`\r${kind.name}, ${name}, n = ${grid}                  `);
      const row = { kind: kind.name, method: name, grid };
      if (found.failed) {
        table.push({ ...row, failed: found.failed });
        continue;
      }
      const reference = references.get(grid);
      const density = distance(found.cells, reference.cells);
      const energy = Math.abs(found.energy / reference.energy - 1);
      const { minimum, steps, seconds } = found;
      table.push({ ...row, density, energy, minimum, steps, seconds });
    }
  }
}
process.stderr.write('\n');

const power = (x) => `1e−${-Math.round(Math.log10(x))}`;
const tiny = (x) => (x < 1e-13 ? '< 1e−13' : x.toExponential(1).replace('e-', 'e−'));
const ms = (seconds) =>
  seconds >= 1e-2 ? (1e3 * seconds).toFixed(0) : Math.max(0.1, 1e3 * seconds).toFixed(1);

/** The cheapest run of a method that is as right as asked, `80 ms (n = 512)`. */
function cheapest(rows, quantity, bound) {
  const good = rows.filter((row) => row[quantity] <= bound).sort((a, b) => a.seconds - b.seconds);
  return good.length ? `${ms(good[0].seconds)} ms (n = ${good[0].grid})` : '–';
}

const lines = [];
for (const kind of chosen) {
  lines.push(`\n### ${kind.name}\n`, kind.about, '');
  lines.push(
    `| method | density, energy at n = ${kind.grids[1]} | steps | ms | density ≤ ${power(kind.bounds.density)} | energy ≤ ${power(kind.bounds.energy)} |`,
  );
  lines.push('|---|---|---|---|---|---|');
  for (const name of Object.keys(methods)) {
    const rows = table.filter((row) => row.kind === kind.name && row.method === name);
    if (rows.length === 0) continue;
    const middle = rows.find((row) => row.grid === kind.grids[1]);
    const figures = middle.failed
      ? `${middle.failed} | |`
      : `${tiny(middle.density)}, ${tiny(middle.energy)}${middle.minimum < -1e-10 ? `, least ${middle.minimum.toFixed(2)}` : ''} | ${middle.steps} | ${ms(middle.seconds)}`;
    const { density, energy } = kind.bounds;
    lines.push(
      `| ${name} | ${figures} | ${cheapest(rows, 'density', density)} | ${cheapest(rows, 'energy', energy)} |`,
    );
  }
}
const facts = machine();
const text = `# Methods by kind of data\n\n${facts.cpu}, Node ${facts.node}; ${options.rounds} rounds, the quickest counts.\n${lines.join('\n')}\n`;
console.log(text);
if (!options.only) {
  await mkdir('bench/results', { recursive: true });
  await writeFile(`bench/results/${options.name}.json`, `${JSON.stringify({ facts, table }, null, 1)}\n`);
  await writeFile(`bench/results/${options.name}.md`, text);
}
