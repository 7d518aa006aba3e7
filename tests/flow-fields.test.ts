// The fields that a flow tells of while it runs: potential, velocity and the shells of its spectrum.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { potential, radialSpectrum, velocity } from '../src/diagnostics/index.ts';
import { ArgumentError, ClosedError, open, type Problem, shutdown } from '../src/index.ts';

const test = suite('fields of a flow');
test.after(shutdown);

/** Waves of low modes on every axis, which no grid here cuts off. */
const waves = ['0.4*cos(2*pi*x)', '0.3*sin(2*pi*(x - 2*y))', '0.2*cos(2*pi*(x + y + 3*z))'];
const targets = ['1 + 0.5*sin(4*pi*x)', '1 + 0.5*sin(2*pi*y)', '1 + 0.5*cos(2*pi*(y - z))'];

function problem(grid: number[], s: number): Problem {
  const d = grid.length;
  const initial = ['1', ...waves.slice(0, d)].join(' + ');
  return { grid, s, initial, target: targets[d - 1], end: 1, method: 'spectral' };
}

const most = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i])), 0);

const greatest = (a: ArrayLike<number>) => most(a, new Float64Array(a.length));

// Odd, even and mixed lengths, and an order below and above 1.
for (const [grid, s] of [
  [[45], 0.5],
  [[64], 2],
  [[24, 30], 1],
  [[15, 32], 2.5],
  [[12, 15, 16], 1.5],
] as [number[], number][]) {
  test(`on ${grid.join(' × ')} points are those of the diagnostics, which know no WebAssembly`, async () => {
    const flow = await open(problem(grid, s), { inline: true });
    await flow.advance(0.05);
    const [mu, phi, v] = await Promise.all([flow.frame(), flow.potential(), flow.velocity()]);
    const [phiToo, vToo] = [potential(mu, flow.target, s, grid), velocity(mu, flow.target, s, grid)];
    // Rounding, of two transforms: the modes that grew meanwhile lie far below the Nyquist frequency.
    assert.ok(most(phi, phiToo) < 1e-13 * greatest(phi), String(most(phi, phiToo)));
    assert.is(v.length, grid.length * mu.length);
    vToo.forEach((component, axis) => {
      const own = v.subarray(axis * mu.length, (axis + 1) * mu.length);
      assert.ok(most(own, component) < 1e-12 * greatest(v), `axis ${axis}: ${most(own, component)}`);
    });
    const { power, modes, initial } = await flow.spectrum();
    const now = radialSpectrum(
      mu.map((value, j) => value - flow.target[j]),
      grid,
    );
    const first = radialSpectrum(
      flow.initial.map((value, j) => value - flow.target[j]),
      grid,
    );
    // Below the Nyquist frequency of every axis the shells are whole.
    const whole = Math.min(...grid) / 2 - 1;
    for (let m = 1; m < whole; m++) {
      assert.is(modes[m], now.modes[m]);
      assert.ok(Math.abs(power[m] - now.power[m]) < 1e-13 * greatest(power), `shell ${m}`);
      assert.ok(Math.abs(initial[m] - first.power[m]) < 1e-13 * greatest(initial), `shell ${m} at 0`);
    }
    assert.is(power[0], 0);
    await flow.close();
  });
}

test('of one wave are known: φ = a|2πk|^{−2s} cos, v = a|2πk|^{−2s} 2πk sin', async () => {
  const [s, n] = [1.5, 32];
  const flow = await open({ grid: [n, n], s, initial: '1 + 0.5*cos(2*pi*(2*x - y))', end: 1 });
  const [phi, v] = await Promise.all([flow.potential(), flow.velocity()]);
  const height = 0.5 * (2 * Math.PI * Math.sqrt(5)) ** (-2 * s);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const angle = (2 * Math.PI * (2 * i - j)) / n;
      const at = i * n + j;
      // Rounding.
      assert.ok(Math.abs(phi[at] - height * Math.cos(angle)) < 1e-15);
      assert.ok(Math.abs(v[at] - height * 4 * Math.PI * Math.sin(angle)) < 1e-14);
      assert.ok(Math.abs(v[n * n + at] + height * 2 * Math.PI * Math.sin(angle)) < 1e-14);
    }
  }
  await flow.close();
});

test('the spectrum tells the law of rough data: regularity as stated, constant from the modes', async () => {
  const rough = { profile: 'rough', regularity: 1.5, amplitude: 0.05 } as const;
  for (const grid of [[512], [128, 128]]) {
    const flow = await open({ grid, s: 2, initial: rough, end: 1 });
    const { law, initial, modes } = await flow.spectrum();
    assert.is(law!.regularity, 1.5);
    for (const m of [8, 16, 24]) {
      const ratio = initial[m] / modes[m] / (law!.constant * m ** (-2 * 1.5 - grid.length));
      // Phases differ mode by mode and amplitudes do not, but for the few modes of a low shell in the plane.
      assert.ok(Math.abs(ratio - 1) < 0.2, `${grid}, shell ${m}: ${ratio}`);
    }
    await flow.close();
  }
  const smooth = await open({ grid: 64, s: 2, initial: '1 + 0.5*cos(2*pi*x)', end: 1 });
  assert.is((await smooth.spectrum()).law, null);
  await smooth.close();
});

test('come from workers too, in buffers that are handed over, and from every method', async () => {
  for (const method of ['finite-volume', 'lagrangian', 'exact', 'particles'] as const) {
    const flow = await open({
      grid: 64,
      s: 1,
      initial: '1 + 0.5*cos(2*pi*x)',
      end: 1,
      method,
      ...(method === 'particles' ? { particles: 256, norms: [] } : {}),
    });
    const buffer = new Float64Array(64);
    const v = await flow.velocity(buffer);
    assert.is(buffer.length, 0);
    // A cosine of amplitude ½ at s = 1: v = sin(2πx)/(4π). Points place mass to 1/256, the weight of one, and so v.
    const scale = method === 'particles' ? (4 * Math.PI) / 256 : 1e-3;
    assert.ok(
      v.every((value, j) => Math.abs(value * 4 * Math.PI - Math.sin((2 * Math.PI * j) / 64)) < scale),
      `${method}: ${v.subarray(0, 4)}`,
    );
    await flow.close();
  }
});

test('refuse buffers of another length, and a flow that is closed', async () => {
  const flow = await open({ grid: [8, 8], s: 1, initial: 'uniform', end: 1 }, { inline: true });
  const refused = (promise: Promise<unknown>) =>
    promise.then(
      () => null,
      (error) => error,
    );
  assert.ok((await refused(flow.velocity(new Float64Array(64)))) instanceof ArgumentError);
  assert.ok((await refused(flow.potential(new Float64Array(128)))) instanceof ArgumentError);
  await flow.close();
  assert.ok((await refused(flow.spectrum())) instanceof ClosedError);
});

test.run();
