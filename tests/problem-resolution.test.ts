import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { cutoffs, productGrid } from '../src/problem/resolution.ts';

const smooth = Array.from({ length: 600 }, (_, i) => i + 4).filter((n) => {
  let rest = n;
  for (const p of [2, 3, 5, 7]) while (rest % p === 0) rest /= p;
  return rest === 1;
});

const resolution = suite('resolution');

resolution('keeps the Nyquist mode out, whatever the rule', () => {
  for (const n of smooth) {
    for (const rule of ['3/2', '2/3', 'none'] as const) assert.ok(2 * cutoffs([n], rule)[0] < n);
  }
});

resolution("evolves every mode below the Nyquist mode with '3/2' and 'none', a third of n with '2/3'", () => {
  assert.equal(cutoffs([1024, 81], '3/2'), [511, 40]);
  assert.equal(cutoffs([1024, 81], 'none'), [511, 40]);
  assert.equal(cutoffs([1024, 81], '2/3'), [341, 26]);
});

resolution('forms products where |k| ≤ 2K does not fold into |k| ≤ K', () => {
  for (const n of smooth) {
    for (const rule of ['3/2', '2/3'] as const) {
      assert.ok(productGrid([n], rule)[0] >= 3 * cutoffs([n], rule)[0] + 1, `n = ${n}, ${rule}`);
    }
  }
});

resolution('pads powers of two to exactly 3n/2, and no length by more than a quarter', () => {
  for (const n of [64, 256, 1024, 65536]) assert.equal(productGrid([n], '3/2'), [(3 * n) / 2]);
  for (const n of smooth.filter((n) => n >= 32)) {
    assert.ok(productGrid([n], '3/2')[0] <= 1.25 * 1.5 * n, `n = ${n}`);
  }
});

resolution.run();
