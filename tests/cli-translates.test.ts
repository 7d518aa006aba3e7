// Means over runs of the study whose steps fall at different times.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { studyCases } from '../src/cli/experiments/cases.ts';
import { meanHistory } from '../src/cli/experiments/translates.ts';
import type { History } from '../src/solve/types.ts';

const test = suite('means over translates');

/** c (1 + t)^{−p} at 25 rows a decade, the first at 0, the others moved by a share of their distance. */
function history(c: number, p: number, offset: number): History {
  const time = Float64Array.from({ length: 150 }, (_, i) => (i === 0 ? 0 : 10 ** ((i + offset) / 25 - 2)));
  const energy = time.map((t) => c * (1 + t) ** -p);
  return {
    time,
    energy,
    dissipation: energy.map((e, i) => (p * e) / (1 + time[i])),
    tail: time.map(() => offset),
    drift: time.map(() => offset),
    norms: { '-1': energy.map(Math.sqrt) },
  };
}

test('energies are averaged as such, norms as squares, at the times of the first', () => {
  const [a, b] = [history(1, 3, 0), history(3, 2, 0.4)];
  const { time, energy, dissipation, norms, tail } = meanHistory([a, b]);
  assert.equal(time, a.time);
  assert.equal(tail, a.tail);
  time.forEach((t, i) => {
    const expected = ((1 + t) ** -3 + 3 * (1 + t) ** -2) / 2;
    // The cubic's error at a tenth of an e-fold between rows.
    assert.ok(Math.abs(energy[i] / expected - 1) < 2e-6, `E at ${t}: ${energy[i]}, ${expected}`);
    assert.ok(Math.abs(norms['-1'][i] ** 2 / expected - 1) < 2e-6, `norm at ${t}`);
    const rate = (3 * (1 + t) ** -4 + 6 * (1 + t) ** -3) / 2;
    assert.ok(Math.abs(dissipation[i] / rate - 1) < 2e-6, `D at ${t}`);
  });
});

test('the mean ends where the first of the runs does', () => {
  const [a, b] = [history(1, 3, 0), history(1, 3, -0.5)];
  const mean = meanHistory([a, b]);
  assert.is(mean.time.length, a.time.length - 1);
  assert.is(mean.norms['-1'].length, mean.time.length);
});

test('only random phases towards a target that is not uniform are put at several places', () => {
  const several = studyCases(false).filter(({ translates }) => translates > 1);
  assert.equal(
    several.map(({ id }) => id),
    ['random-cosine-s1.5', 'random-cosine-s2', 'random-cosine-s3'],
  );
});

test.run();
