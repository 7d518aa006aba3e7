import { didYouMean } from '../suggest.ts';
import { BINARY, CONSTANTS, FUNCTIONS, UNARY } from './functions.ts';
import { ExpressionError, type Node, parseExpression } from './parser.ts';

/** A part of an expression: a number, a coordinate, or a function of other parts. */
export interface Part {
  /** The coordinates it depends on, as bits: axis i is 1 << i. */
  axes: number;
  /** Of a number. */
  value?: number;
  /** How a number is had from those of the inputs; `name` is that of an operator or a function. */
  name: string;
  call: (...x: number[]) => number;
  inputs: Part[];
}

const given: Part['call'] = (x) => x;
const select: Part['call'] = (test, consequent, alternate) => (test ? consequent : alternate);

/**
 * Compiles an expression to its parts, over a white-listed syntax tree, never by `eval`. Parts that are the same stand
 * once, and those without coordinates are worked out.
 *
 * Numbers, the named variables, pi, tau and e; + − * / % ^ (or **), comparisons (1 or 0), && || !, and
 * `test ? a : b`; the functions of `functions.ts`. Precedence is JavaScript's, but for −x^2 = −(x²).
 *
 * @param variables names of the coordinates, in their order.
 * @throws {ExpressionError} naming the character at fault.
 */
export function compileExpression(text: string, variables: readonly string[]): Part {
  return new Compiler(variables).compile(parseExpression(text));
}

class Compiler {
  private readonly variables: readonly string[];
  private readonly parts = new Map<string, Part>();
  private readonly numbers = new Map<Part, number>();

  constructor(variables: readonly string[]) {
    this.variables = variables;
  }

  compile(node: Node): Part {
    switch (node.type) {
      case 'Literal':
        return this.literal(node);
      case 'Identifier':
        return this.name(node);
      case 'UnaryExpression':
        return this.unary(node);
      case 'BinaryExpression':
        return this.binary(node);
      case 'ConditionalExpression':
        return this.conditional(node);
      case 'CallExpression':
        return this.call(node);
      default:
        throw new ExpressionError('this is no arithmetic', start(node));
    }
  }

  private constant(value: number): Part {
    return this.once(`number ${Object.is(value, -0) ? '-0' : value}`, () => ({
      ...{ axes: 0, value, name: 'number', call: given, inputs: [] },
    }));
  }

  private apply(name: string, call: Part['call'], inputs: Part[]): Part {
    if (inputs.every(({ value }) => value !== undefined)) {
      return this.constant(call(...inputs.map(({ value }) => value!)));
    }
    const axes = inputs.reduce((all, part) => all | part.axes, 0);
    const key = `${name} ${inputs.map((part) => this.numbers.get(part))}`;
    return this.once(key, () => ({ axes, name, call, inputs }));
  }

  private once(key: string, make: () => Part): Part {
    const part = this.parts.get(key) ?? make();
    this.parts.set(key, part);
    if (!this.numbers.has(part)) this.numbers.set(part, this.numbers.size);
    return part;
  }

  private literal(node: Node & { type: 'Literal' }): Part {
    const { value } = node;
    if (typeof value !== 'number') throw new ExpressionError(`${node.raw} is not a number`, start(node));
    return this.constant(value);
  }

  private name(node: Node & { type: 'Identifier' }): Part {
    const axis = this.variables.indexOf(node.name);
    if (axis >= 0) {
      return this.once(`axis ${axis}`, () => ({ axes: 1 << axis, name: 'axis', call: given, inputs: [] }));
    }
    const constant = CONSTANTS.get(node.name);
    if (constant !== undefined) return this.constant(constant);
    if (FUNCTIONS.has(node.name))
      throw new ExpressionError(`${node.name} needs arguments: ${node.name}(…)`, start(node));
    const known = [...this.variables, ...CONSTANTS.keys(), 'uniform'];
    throw new ExpressionError(
      `unknown name "${node.name}"${didYouMean(node.name, known)}; the variables are ${this.variables.join(', ')}`,
      start(node),
    );
  }

  private unary(node: Node & { type: 'UnaryExpression' }): Part {
    const apply = UNARY.get(node.operator);
    if (!apply) throw new ExpressionError(`unknown operator ${node.operator}`, start(node));
    return this.apply(`unary ${node.operator}`, apply, [this.compile(node.argument as Node)]);
  }

  private binary(node: Node & { type: 'BinaryExpression' }): Part {
    const apply = BINARY.get(node.operator);
    if (!apply) throw new ExpressionError(`unknown operator ${node.operator}`, start(node));
    const left = this.compile(node.left as Node);
    return this.apply(node.operator, apply, [left, this.compile(node.right as Node)]);
  }

  private conditional(node: Node & { type: 'ConditionalExpression' }): Part {
    const inputs = [node.test, node.consequent, node.alternate].map((part) => this.compile(part as Node));
    return this.apply('?', select, inputs);
  }

  private call(node: Node & { type: 'CallExpression' }): Part {
    const name = (node.callee as Node & { type: 'Identifier' }).name;
    const found = FUNCTIONS.get(name);
    if (!found) {
      const isValue = this.variables.includes(name) || CONSTANTS.has(name);
      const message = isValue
        ? `${name} is a number, not a function: write * to multiply`
        : `unknown function "${name}"${didYouMean(name, FUNCTIONS.keys())}`;
      throw new ExpressionError(message, start(node));
    }
    const given = node.arguments.length;
    if (given < found.least || given > found.most) {
      const least = `${found.least === found.most ? '' : 'at least '}${found.least}`;
      const plural = found.least === 1 ? '' : 's';
      throw new ExpressionError(`${name} takes ${least} argument${plural}, not ${given}`, start(node));
    }
    return this.apply(
      name,
      found.call,
      node.arguments.map((argument) => this.compile(argument as Node)),
    );
  }
}

/** Where a node's text starts: its own mark, or that of its leftmost part. */
function start(node: Node): number {
  if (node.at !== undefined) return node.at;
  if (node.type === 'BinaryExpression') return start(node.left as Node);
  return node.type === 'ConditionalExpression' ? start(node.test as Node) : 0;
}
