/**
 * Expressions on grids. A part is worked out on the axes it depends on and no others: cos(2πx)·cos(2πy) takes n + m
 * cosines and nm products. What depends on all axes goes row by row, a loop for each operation. Every number is had by
 * the same operations as at a single point, and is the same to the last bit.
 */
import type { Part } from './compile.ts';

/** Points of a row that are worked out together: what they take stays in a processor's cache. */
const BLOCK = 1024;

/** Where numbers stand: entry i at `at + i · step`, step 0 or 1. */
interface Operand {
  data: Float64Array;
  at: number;
  step: number;
}

type Loop = (out: Operand, inputs: Operand[], count: number) => void;

/** Samples an expression on the grid with these points along its axes, row-major. */
export function sampleParts(part: Part, axes: readonly Float64Array[]): Float64Array {
  const all = (1 << axes.length) - 1;
  const sampler = new Sampler(axes);
  if (part.axes === all && part.inputs.length > 0) return sampler.onOwnAxes(part);
  // What depends on fewer axes, as a part of all.
  return sampler.onOwnAxes({ axes: all, name: 'copy', call: (x) => x, inputs: [part] });
}

class Sampler {
  private readonly done = new Map<Part, Float64Array>();

  constructor(private readonly axes: readonly Float64Array[]) {}

  /** The values of a part on the grid of the axes that it depends on. */
  onOwnAxes(part: Part): Float64Array {
    let values = this.done.get(part);
    if (!values) {
      values = this.valuesOf(part);
      this.done.set(part, values);
    }
    return values;
  }

  private valuesOf(part: Part): Float64Array {
    if (part.value !== undefined) return Float64Array.of(part.value);
    if (part.inputs.length === 0) return this.axes[Math.log2(part.axes)];
    return new Rows(part, this.axes, (inner) => this.onOwnAxes(inner)).values;
  }
}

/** One step of a row: from operands to an operand. */
interface Step {
  loop: Loop;
  out: Operand;
  inputs: Operand[];
}

/** A part whose inputs, and theirs, depend on as many axes as itself or are known on fewer. */
class Rows {
  readonly values: Float64Array;
  private readonly own: number[];
  private readonly steps: Step[] = [];
  private readonly results = new Map<Part, Operand>();
  /** What is known on fewer axes, and how far apart its entries stand along each. */
  private readonly known: { operand: Operand; strides: number[] }[] = [];

  constructor(
    part: Part,
    private readonly axes: readonly Float64Array[],
    private readonly onOwnAxes: (part: Part) => Float64Array,
  ) {
    this.own = axes.map((_, axis) => axis).filter((axis) => part.axes & (1 << axis));
    this.values = new Float64Array(this.own.reduce((size, axis) => size * axes[axis].length, 1));
    const operand = this.add(part, part.axes);
    operand.data = this.values;
    this.fill(operand);
  }

  /** Adds the steps that make a part; they come after those that make its inputs. */
  private add(part: Part, axes: number): Operand {
    let operand = this.results.get(part);
    if (operand) return operand;
    if (part.axes !== axes || part.inputs.length === 0) operand = this.take(part);
    else {
      const inputs = part.inputs.map((input) => this.add(input, axes));
      operand = { data: new Float64Array(BLOCK), at: 0, step: 1 };
      this.steps.push({ loop: loopOf(part), out: operand, inputs });
    }
    this.results.set(part, operand);
    return operand;
  }

  private take(part: Part): Operand {
    const strides = new Array<number>(this.own.length).fill(0);
    let stride = 1;
    for (let i = this.own.length - 1; i >= 0; i--) {
      if (!(part.axes & (1 << this.own[i]))) continue;
      strides[i] = stride;
      stride *= this.axes[this.own[i]].length;
    }
    const operand = { data: this.onOwnAxes(part), at: 0, step: strides[strides.length - 1] };
    this.known.push({ operand, strides });
    return operand;
  }

  private fill(result: Operand): void {
    const lengths = this.own.map((axis) => this.axes[axis].length);
    const length = lengths[lengths.length - 1];
    const index = lengths.map(() => 0);
    for (let row = 0; row < this.values.length; row += length) {
      for (let from = 0; from < length; from += BLOCK) {
        index[index.length - 1] = from;
        for (const { operand, strides } of this.known) {
          operand.at = 0;
          for (let i = 0; i < index.length; i++) operand.at += index[i] * strides[i];
        }
        result.at = row + from;
        const count = Math.min(BLOCK, length - from);
        for (const { loop, out, inputs } of this.steps) loop(out, inputs, count);
      }
      for (let i = index.length - 2; i >= 0; i--) {
        index[i] = (index[i] + 1) % lengths[i];
        if (index[i] > 0) break;
      }
    }
  }
}

function loopOf({ name, call, inputs }: Part): Loop {
  return LOOPS[name] ?? ofArity[inputs.length - 1]?.(call) ?? ofMany(call);
}

/** The commonest operations, each in a loop of its own that the engine compiles without a call in it. */
const LOOPS: Record<string, Loop | undefined> = {
  copy({ data, at }, [a], count) {
    for (let i = 0; i < count; i++) data[at + i] = a.data[a.at + i * a.step];
  },
  '+'({ data, at }, [a, b], count) {
    for (let i = 0; i < count; i++) data[at + i] = a.data[a.at + i * a.step] + b.data[b.at + i * b.step];
  },
  '-'({ data, at }, [a, b], count) {
    for (let i = 0; i < count; i++) data[at + i] = a.data[a.at + i * a.step] - b.data[b.at + i * b.step];
  },
  '*'({ data, at }, [a, b], count) {
    for (let i = 0; i < count; i++) data[at + i] = a.data[a.at + i * a.step] * b.data[b.at + i * b.step];
  },
  '/'({ data, at }, [a, b], count) {
    for (let i = 0; i < count; i++) data[at + i] = a.data[a.at + i * a.step] / b.data[b.at + i * b.step];
  },
};

const ofArity: ((call: Part['call']) => Loop)[] = [
  (call) =>
    ({ data, at }, [a], count) => {
      for (let i = 0; i < count; i++) data[at + i] = call(a.data[a.at + i * a.step]);
    },
  (call) =>
    ({ data, at }, [a, b], count) => {
      for (let i = 0; i < count; i++)
        data[at + i] = call(a.data[a.at + i * a.step], b.data[b.at + i * b.step]);
    },
];

const ofMany =
  (call: Part['call']): Loop =>
  ({ data, at }, inputs, count) => {
    for (let i = 0; i < count; i++) data[at + i] = call(...inputs.map((a) => a.data[a.at + i * a.step]));
  };
