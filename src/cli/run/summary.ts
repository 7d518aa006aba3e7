/** What stdout says of a finished run: the outcome, the numbers that matter, and the rates. */
import type { Rate } from '../../diagnostics/rates.ts';
import type { Solution } from '../../solve/types.ts';
import { formatInterval, formatNumber, formatSeconds, formatWindow } from '../format.ts';

export function summary(solution: Solution, files: readonly string[]): string {
  const { outcome, warnings, rates, solver } = solution;
  const rows: [string, string][] = [
    ['outcome', `${outcome.kind} at t = ${formatNumber(outcome.time, 6)}`],
    ...(outcome.kind === 'completed' ? [] : [['', outcome.message] as [string, string]]),
    ...warnings.map(({ message }): [string, string] => ['warning', message]),
    ...numbers(solution),
    ...rates.map((rate, i): [string, string] => [i === 0 ? 'rates' : '', rateLine(rate)]),
    ['solver', `${solver.method}, ${solver.integrator}: ${steps(solution)}`],
    ...files.map((file, i): [string, string] => [i === 0 ? 'written' : '', file]),
  ];
  return `${rows.map(([name, value]) => `${name.padEnd(12)}${value}`).join('\n')}\n`;
}

function numbers({
  energy,
  dissipation,
  mass,
  minimum,
  maximum,
  points,
  solver,
}: Solution): [string, string][] {
  const last = energy.length - 1;
  if (last < 0) return [];
  return [
    ['energy', `${formatNumber(energy[0], 6)} → ${formatNumber(energy[last], 6)}`],
    ['dissipation', `${formatNumber(dissipation[0], 6)} → ${formatNumber(dissipation[last], 6)}`],
    ['mass', `1 to within ${formatNumber(Math.max(...Array.from(mass, (m) => Math.abs(m - 1))), 2)}`],
    solver.method === 'particles'
      ? ['points', `${points!.weights.length}`]
      : [
          'density',
          `between ${formatNumber(minimum[last], 4)} and ${formatNumber(maximum[last], 4)} at the end`,
        ],
  ];
}

function steps({ solver }: Solution): string {
  return `${solver.steps} steps (${solver.rejected} rejected) in ${formatSeconds(solver.seconds)}`;
}

/** `energy ~ t^−2.503 [2.491, 2.514] over t = 1.2 … 3400; predicted t^−2.5`; why there is none for the energy alone. */
function rateLine(rate: Rate): string {
  const { quantity, kind, exponent, interval, window, predicted, predictedKind, note } = rate;
  if (exponent === null) return quantity === 'energy' ? `${quantity}: ${note}` : `${quantity}: no fit`;
  const law = (p: number, of: string | null) =>
    of === 'algebraic' ? `t^−${formatNumber(p, 4)}` : `e^(−${formatNumber(p, 4)} t)`;
  const theory = predicted === null ? 'theory says nothing' : `predicted ${law(predicted, predictedKind)}`;
  return `${quantity} ~ ${law(exponent, kind)} ${formatInterval(interval)} over t = ${formatWindow(window)}; ${theory}`;
}
