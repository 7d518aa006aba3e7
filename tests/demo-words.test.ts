// Numbers and times as the demo page writes and paces them.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { formatExponent, formatNumber, powerOfTen } from '../demo/format.ts';
import { endOf, timeAfter, timeUnit } from '../demo/settings.ts';

const test = suite('demo words');

test('numbers are written with the digits asked for, times a power of ten where they are small or large', () => {
  const written = [0, 1, 0.37051, -12.3456, 99999.6, 1.234e-5, -6.0221e23].map((value) =>
    formatNumber(value),
  );
  assert.equal(written, ['0', '1.000', '0.3705', '−12.35', '1.000·10⁵', '1.234·10⁻⁵', '−6.022·10²³']);
  assert.equal(
    [2, 2.5, -1 / 3].map((value) => formatExponent(value)),
    ['2', '2.5', '−0.3333'],
  );
  assert.equal([-12, 0, 3].map(powerOfTen), ['10⁻¹²', '10⁰', '10³']);
});

test('time passes evenly, or by a factor, in units of the lowest mode', () => {
  for (const s of [0, 0.5, 1, 2, 3]) {
    const unit = timeUnit(s);
    // One rounding of each operation.
    assert.ok(Math.abs((timeAfter(5 * unit, 0.5, 'even', s) - 5 * unit) / unit - 0.6) < 1e-14);
    assert.is(timeAfter(0, 0.01, 'logarithmic', s), 1e-3 * unit);
    assert.ok(Math.abs(timeAfter(7 * unit, 1 / 1.3, 'logarithmic', s) / (7 * unit) - Math.E) < 1e-14);
    assert.ok(endOf(s, 128) >= 40 * unit);
  }
  assert.is(timeUnit(1), 1);
});

test.run();
