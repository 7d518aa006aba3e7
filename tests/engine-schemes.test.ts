// The tableaux check themselves, and the φ-functions they are made of are right for every argument.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { acquireCore, compileCore } from '../src/engine/core.ts';
import { atZero, type PhiTerm, tableaux, type Weight } from '../src/engine/tableaux.ts';

const core = acquireCore(await compileCore());
const out = core.arenaAllocate(32);

/** φ_0(z) … φ_3(z) as the solver evaluates them. */
function phi(z: number): number[] {
  core.phi(z, out);
  return [...new Float64Array(core.memory.buffer, out, 4)];
}

/** φ_m(z) = Σ_j z^j/(j+m)! in 200-digit fixed point: the series converges for every z, and digits are cheap. */
function exactPhi(m: number, z: number): number {
  const digits = 10n ** 200n;
  const scale = 2 ** 40;
  const numerator = BigInt(Math.round(z * scale));
  let term = digits;
  for (let i = 2n; i <= BigInt(m); i++) term /= i;
  let sum = 0n;
  for (let j = 1n; term !== 0n; j++) {
    sum += term;
    term = (term * numerator) / (BigInt(scale) * (j + BigInt(m)));
  }
  return Number(sum / 10n ** 150n) / 1e50;
}

const functions = suite('φ-functions');

functions('are 1/m! at exactly 0', () => {
  assert.equal(phi(0), [1, 1, 1 / 2, 1 / 6]);
});

functions('agree with their series in exact arithmetic from −60 to 8, across the switch at |z| = 1', () => {
  const arguments_ = [
    -60,
    -30,
    -10,
    -3,
    -1.5,
    -1,
    -0.75,
    -0.5,
    -(2 ** -7),
    -(2 ** -20),
    2 ** -30,
    0.25,
    1,
    4,
    8,
  ];
  for (const z of arguments_) {
    phi(z).forEach((value, m) => {
      const exact = exactPhi(m, z);
      // e^z loses |z| units in the last place to the rounding of z; the recurrence a few more.
      const bound = 2e-15 * Math.max(1, Math.abs(z) / 4);
      assert.ok(Math.abs(value - exact) <= bound * Math.abs(exact), `φ_${m}(${z}): ${value}, exact ${exact}`);
    });
  }
});

functions('stay finite and positive for stiff arguments', () => {
  for (const z of [-1e3, -1e6, -1e12]) {
    const [phi0, phi1, phi2, phi3] = phi(z);
    assert.is(phi0, 0);
    // φ_m(z) → 1/((m−1)! |z|) with relative corrections of order 1/z.
    assert.ok(
      Math.abs(phi1 * -z - 1) < 1e-15 &&
        Math.abs(phi2 * -z - 1) < 2 / -z &&
        Math.abs(phi3 * -z - 0.5) < 2 / -z,
    );
  }
});

functions.run();

/** Value of a weight at z, from the solver's φ-functions. */
function evaluate(weight: Weight, z: number): number {
  if (typeof weight === 'number') return weight;
  return weight.reduce((sum, [a, m, c]: PhiTerm) => sum + a * phi(c * z)[m], 0);
}
const total = (row: readonly Weight[], z: number) => row.reduce<number>((sum, w) => sum + evaluate(w, z), 0);

const tables = suite('tableaux');

for (const tableau of Object.values(tableaux)) {
  const { name, nodes, stages, solution, error, order, exponential } = tableau;

  tables(`${name}: has one row per stage, and rows sum to c_i φ_1(c_i z)`, () => {
    assert.is(stages.length, nodes.length - 1);
    assert.is(solution.length, nodes.length);
    for (const z of exponential ? [0, -0.3, -4, -50] : [0]) {
      stages.forEach((row, i) => {
        const c = nodes[i + 1];
        assert.is(row.length, i + 1);
        assert.ok(Math.abs(total(row, z) - c * phi(c * z)[1]) < 1e-14, `stage ${i + 1} at z = ${z}`);
      });
      assert.ok(Math.abs(total(solution, z) - phi(z)[1]) < 1e-14, `solution at z = ${z}`);
    }
  });

  tables(`${name}: meets the quadrature conditions Σ b_j c_j^{q−1} = 1/q up to its order`, () => {
    for (let q = 1; q <= order; q++) {
      const sum = solution.reduce<number>((s, b, j) => s + atZero(b) * nodes[j] ** (q - 1), 0);
      assert.ok(Math.abs(sum - 1 / q) < 1e-14, `q = ${q}: ${sum}`);
    }
  });

  if (error) {
    tables(`${name}: its error weights vanish on constants`, () => {
      assert.is(error.length, nodes.length + 1);
      for (const z of exponential ? [0, -0.3, -50] : [0]) assert.ok(Math.abs(total(error, z)) < 1e-15);
    });
  }
}

tables.run();
