// Complex arithmetic as text: each operation appends one line of AssemblyScript to a body and names its result.
//
// A complex value comes in one of two layouts:
//   pairs    two complex numbers at once, {r, i}: r holds both real parts, i both imaginary parts
//   single   one complex number, {v}: v holds (re, im)
// The butterflies are written against the operations that both layouts offer.

/** The lines of a loop body; temporaries are numbered as they come. */
export class Body {
  lines = [];
  count = 0;

  name(expression) {
    const t = `t${this.count++}`;
    this.lines.push(`const ${t} = ${expression};`);
    return t;
  }
  load(pointer, offset) {
    return this.name(`v128.load(${pointer}, ${offset})`);
  }
  splat(pointer, offset) {
    return this.name(`v128.load64_splat(${pointer}, ${offset})`);
  }
  store(pointer, value, offset) {
    this.lines.push(`v128.store(${pointer}, ${value}, ${offset});`);
  }
  add(a, b) {
    return this.name(`f64x2.add(${a}, ${b})`);
  }
  sub(a, b) {
    return this.name(`f64x2.sub(${a}, ${b})`);
  }
  mul(a, b) {
    return this.name(`f64x2.mul(${a}, ${b})`);
  }
  neg(a) {
    return this.name(`f64x2.neg(${a})`);
  }
  /** (a₀, b₀) */
  low(a, b) {
    return this.name(`v128.shuffle<f64>(${a}, ${b}, 0, 2)`);
  }
  /** (a₁, b₁) */
  high(a, b) {
    return this.name(`v128.shuffle<f64>(${a}, ${b}, 1, 3)`);
  }
  exchange(a) {
    return this.name(`v128.shuffle<f64>(${a}, ${a}, 1, 0)`);
  }
}

/** Two complex numbers in two vectors. */
export class Pairs extends Body {
  get(pointer, offset) {
    return { r: this.load(pointer, offset), i: this.load(pointer, offset + 16) };
  }
  put(pointer, z, offset) {
    this.store(pointer, z.r, offset);
    this.store(pointer, z.i, offset + 16);
  }
  plus(a, b) {
    return { r: this.add(a.r, b.r), i: this.add(a.i, b.i) };
  }
  minus(a, b) {
    return { r: this.sub(a.r, b.r), i: this.sub(a.i, b.i) };
  }
  /** a + i b */
  plusI(a, b) {
    return { r: this.sub(a.r, b.i), i: this.add(a.i, b.r) };
  }
  /** a − i b */
  minusI(a, b) {
    return { r: this.add(a.r, b.i), i: this.sub(a.i, b.r) };
  }
  scale(a, c) {
    return { r: this.mul(a.r, c), i: this.mul(a.i, c) };
  }
  /** a w for a root w = {r, i} given as vectors */
  times(a, w) {
    return {
      r: this.sub(this.mul(a.r, w.r), this.mul(a.i, w.i)),
      i: this.add(this.mul(a.i, w.r), this.mul(a.r, w.i)),
    };
  }
}

/** One complex number in one vector. */
export class Single extends Body {
  get(pointer, offset) {
    return this.load(pointer, offset);
  }
  put(pointer, z, offset) {
    this.store(pointer, z, offset);
  }
  plus(a, b) {
    return this.add(a, b);
  }
  minus(a, b) {
    return this.sub(a, b);
  }
  /** a + i b; SIGN is (−1, 1) */
  plusI(a, b) {
    return this.add(a, this.mul(this.exchange(b), 'SIGN'));
  }
  minusI(a, b) {
    return this.sub(a, this.mul(this.exchange(b), 'SIGN'));
  }
  scale(a, c) {
    return this.mul(a, c);
  }
  /** a w, with w.r = (c, c) and w.i = (−s, s) for w = c + i s */
  times(a, w) {
    return this.add(this.mul(a, w.r), this.mul(this.exchange(a), w.i));
  }
}
