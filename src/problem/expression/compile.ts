import { didYouMean } from '../suggest.ts';
import { BINARY, CONSTANTS, FUNCTIONS, UNARY } from './functions.ts';
import { ExpressionError, type Node, parseExpression } from './parser.ts';

type Point = readonly number[];
type Evaluate = (x: Point) => number;

/**
 * Compiles an expression to a function of a point: closures over a white-listed syntax tree, never `eval`.
 *
 * Numbers, the named variables, pi, tau and e; + − * / % ^ (or **), comparisons (1 or 0), && || !, and
 * `test ? a : b`; the functions of `functions.ts`. Precedence is JavaScript's, but for −x^2 = −(x²).
 *
 * @param variables names of the coordinates, in their order.
 * @throws {ExpressionError} naming the character at fault.
 */
export function compileExpression(text: string, variables: readonly string[]): Evaluate {
  return new Compiler(variables).compile(parseExpression(text));
}

class Compiler {
  private readonly variables: readonly string[];

  constructor(variables: readonly string[]) {
    this.variables = variables;
  }

  compile(node: Node): Evaluate {
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

  private literal(node: Node & { type: 'Literal' }): Evaluate {
    const { value } = node;
    if (typeof value !== 'number') throw new ExpressionError(`${node.raw} is not a number`, start(node));
    return () => value;
  }

  private name(node: Node & { type: 'Identifier' }): Evaluate {
    const axis = this.variables.indexOf(node.name);
    if (axis >= 0) return (x) => x[axis];
    const constant = CONSTANTS.get(node.name);
    if (constant !== undefined) return () => constant;
    if (FUNCTIONS.has(node.name))
      throw new ExpressionError(`${node.name} needs arguments: ${node.name}(…)`, start(node));
    const known = [...this.variables, ...CONSTANTS.keys(), 'uniform'];
    throw new ExpressionError(
      `unknown name "${node.name}"${didYouMean(node.name, known)}; the variables are ${this.variables.join(', ')}`,
      start(node),
    );
  }

  private unary(node: Node & { type: 'UnaryExpression' }): Evaluate {
    const apply = UNARY.get(node.operator);
    if (!apply) throw new ExpressionError(`unknown operator ${node.operator}`, start(node));
    const argument = this.compile(node.argument as Node);
    return (x) => apply(argument(x));
  }

  private binary(node: Node & { type: 'BinaryExpression' }): Evaluate {
    const apply = BINARY.get(node.operator);
    if (!apply) throw new ExpressionError(`unknown operator ${node.operator}`, start(node));
    const left = this.compile(node.left as Node);
    const right = this.compile(node.right as Node);
    return (x) => apply(left(x), right(x));
  }

  private conditional(node: Node & { type: 'ConditionalExpression' }): Evaluate {
    const test = this.compile(node.test as Node);
    const consequent = this.compile(node.consequent as Node);
    const alternate = this.compile(node.alternate as Node);
    return (x) => (test(x) ? consequent(x) : alternate(x));
  }

  private call(node: Node & { type: 'CallExpression' }): Evaluate {
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
    const { call } = found;
    const inputs = node.arguments.map((argument) => this.compile(argument as Node));
    if (inputs.length === 1) return (x) => call(inputs[0](x));
    return (x) => call(...inputs.map((input) => input(x)));
  }
}

/** Where a node's text starts: its own mark, or that of its leftmost part. */
function start(node: Node): number {
  if (node.at !== undefined) return node.at;
  if (node.type === 'BinaryExpression') return start(node.left as Node);
  return node.type === 'ConditionalExpression' ? start(node.test as Node) : 0;
}
