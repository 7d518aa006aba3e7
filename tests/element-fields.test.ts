// What figures of the plane are drawn from: interpolated velocities, tracers, ranges of colours. No browser is needed.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { offsetOf } from '../src/element/draw/colour-bar.ts';
import { SvgPen } from '../src/element/draw/svg-pen.ts';
import { PIECES, Tracers } from '../src/element/model/tracers.ts';
import { type Vector, VectorField } from '../src/element/model/vector-field.ts';
import { drawArrows, scaleOf } from '../src/element/views/arrows.ts';

const test = suite('fields in figures');

const [nx, ny] = [48, 32];
const sampled = (f: (x: number, y: number) => number) =>
  Float64Array.from({ length: nx * ny }, (_, i) => f(Math.floor(i / ny) / nx, (i % ny) / ny));
const fieldOf = (u: (x: number, y: number) => number, v: (x: number, y: number) => number) =>
  new VectorField(sampled(u), sampled(v), [nx, ny]);

const TAU = 2 * Math.PI;
/** Towards the middle of the square, where all its ways end. */
const inwards = fieldOf(
  (x) => Math.sin(TAU * x),
  (_, y) => Math.sin(TAU * y),
);

test('a vector field is linear between the points of its grid, and goes on across the seams', () => {
  const field = fieldOf(
    (x) => Math.cos(TAU * x),
    (x, y) => Math.sin(TAU * (x + y)),
  );
  const [u, v] = field.at(5 / nx, 7 / ny);
  assert.ok(Math.abs(u - Math.cos((TAU * 5) / nx)) < 1e-14);
  assert.ok(Math.abs(v - Math.sin(TAU * (5 / nx + 7 / ny))) < 1e-14);
  const half = (Math.cos((TAU * 47) / nx) + 1) / 2;
  assert.ok(Math.abs(field.at(47.5 / nx, 0)[0] - half) < 1e-14);
  for (const [x, y] of [
    [0.93, 0.99],
    [0.2, 0.71],
  ]) {
    const shifted = field.at(x - 1, y + 2);
    field.at(x, y).forEach((value, i) => {
      assert.ok(Math.abs(value - shifted[i]) < 1e-12);
    });
    // Second order: at most (2π/n)²/8 of the amplitude.
    assert.ok(Math.abs(field.at(x, y)[1] - Math.sin(TAU * (x + y))) < ((TAU / ny) ** 2 / 8) * 2);
  }
  assert.equal(field.at(-1e-300, 0), field.at(0, 0));
  assert.ok(Math.abs(field.longest(20) - Math.SQRT2) < 0.1);
});

test('points are carried by the midpoint rule, to second order', () => {
  // u = sin(2πx): tan(πx) = tan(πx₀) e^{2πt}.
  const fine = new VectorField(
    Float64Array.from({ length: 4096 * 4 }, (_, i) => Math.sin((TAU * Math.floor(i / 4)) / 4096)),
    new Float64Array(4096 * 4),
    [4096, 4],
  );
  const error = (steps: number) => {
    let at: Vector = [0.1, 0.3];
    for (let i = 0; i < steps; i++) at = fine.carry(at, 0.1 / steps);
    assert.is(at[1], 0.3);
    return Math.abs(at[0] - Math.atan(Math.tan(Math.PI * 0.1) * Math.exp(TAU * 0.1)) / Math.PI);
  };
  const order = Math.log2(error(4) / error(8));
  assert.ok(Math.abs(order - 2) < 0.1, `order ${order}`);
});

test('tracers go with the field, at a speed that the scale gives, and the same way each time', () => {
  const uniform = fieldOf(
    () => 3,
    () => -4,
  );
  const [one, other] = [new Tracers(50), new Tracers(50)];
  const before = one.places;
  for (const tracers of [one, other]) tracers.advance(uniform, 10, 0.05);
  assert.equal(one.places, other.places);
  const moved = one.places.map(([x, y], i) =>
    [x - before[i][0], y - before[i][1]].map((d) => d - Math.round(d)),
  );
  // Half the greatest speed, 0.13 of the side a second, in the direction of the field; the one that was oldest began anew.
  const going = moved.filter(([dx, dy]) => Math.abs(Math.hypot(dx, dy) - 0.13 * 0.5 * 0.05) < 1e-12);
  assert.ok(going.length >= 49, `${going.length}`);
  for (const [dx, dy] of going) assert.ok(dx > 0 && Math.abs(dy / dx + 4 / 3) < 1e-9);
});

test('tracers stay spread where the field gathers all ways in one place', () => {
  const [tracers, kept] = [new Tracers(320), new Tracers(320)];
  const near = ({ places }: Tracers) => places.filter(([x, y]) => Math.hypot(x - 0.5, y - 0.5) < 0.1).length;
  for (let i = 0; i < 1200; i++) tracers.advance(inwards, 1, 1 / 60);
  // Without beginning again all 320 would be there by now; spread evenly there would be 10.
  for (let i = 0; i < 50; i++) kept.advance(inwards, 0.1, 1 / 60);
  assert.ok(near(tracers) < 100, `${near(tracers)}`);
  assert.ok(near(kept) > 200, `${near(kept)}`);
  const quarters = [0, 0, 0, 0];
  for (const [x, y] of tracers.places) quarters[(x < 0.5 ? 0 : 1) + (y < 0.5 ? 0 : 2)] += 1;
  for (const count of quarters) assert.ok(count > 60 && count < 100, `${quarters}`);
  assert.ok(tracers.places.every(([x, y]) => x >= 0 && x < 1 && y >= 0 && y < 1));
});

test('a tail is the way that a tracer came', () => {
  const tracers = new Tracers(20);
  for (const way of tracers.tails(inwards, 1)) {
    assert.is(way.length, PIECES + 1);
    const [end, begin] = [way[0], way[PIECES]];
    // Carried on from its end, along the field as it stands, it comes back: to the error of the midpoint rule.
    let at = begin;
    for (let i = 0; i < PIECES; i++) at = inwards.carry(at, (0.13 * 0.9) / PIECES);
    assert.ok(Math.hypot(at[0] - end[0], at[1] - end[1]) < 1e-3);
    assert.ok(Math.hypot(begin[0] - end[0], begin[1] - end[1]) <= 0.13 * 0.9 * Math.SQRT2);
  }
});

test('arrows point along the field, y upwards, the longest as long as they are apart', () => {
  const field = fieldOf(
    (x) => (x < 0.5 ? 0.5 : 1),
    (x) => (x < 0.5 ? 0.5 : 1),
  );
  const pen = new SvgPen(400, 400, 'arrows');
  const scale = scaleOf(field, 1);
  assert.ok(Math.abs(scale - Math.SQRT2) < 1e-12);
  drawArrows(pen, field, scale, { x: 0, y: 0, width: 400, height: 400 });
  const [path] = pen.toString().match(/d="[^"]*"/) ?? [''];
  const shafts = [...path.matchAll(/M([-\d.]+) ([-\d.]+)L([-\d.]+) ([-\d.]+)L/g)].map((m) =>
    m.slice(1).map(Number),
  );
  assert.is(shafts.length, 400);
  const lengths = shafts.map(([x0, y0, x1, y1]) => {
    assert.ok(x1 > x0 && y1 < y0);
    return Math.hypot(x1 - x0, y1 - y0);
  });
  // 20 to a side of 400 pixels, a twentieth left free; coordinates are rounded to hundredths.
  assert.ok(Math.abs(Math.max(...lengths) - 19) < 0.03 && Math.abs(Math.min(...lengths) - 9.5) < 0.03);
  assert.is(
    scaleOf(
      fieldOf(
        () => 1e-18,
        () => 0,
      ),
      1,
    ),
    0,
  );
});

test('a bar of a narrow range writes what is left when a round number is taken off', () => {
  assert.is(offsetOf(0, 2), 0);
  assert.is(offsetOf(-1, 1), 0);
  assert.is(offsetOf(0.99998, 1.00003), 1);
  assert.is(offsetOf(2.4999, 2.5002), 2.5);
  assert.is(offsetOf(1, 1), 0);
});

test.run();
