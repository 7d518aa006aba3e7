import jsep from 'jsep';
import { BINARY } from './functions.ts';

/** A node of the syntax tree, with the place of its first character where jsep's own node has none. */
export type Node = jsep.CoreExpression & { at?: number };

/** The parts of jsep's parser class that are built upon; its own declarations leave the class out. */
interface JsepParser {
  readonly expr: string;
  index: number;
  readonly code: number;
  gobbleSpaces(): void;
  gobbleToken(): Node | false;
  gobbleExpression(): Node | undefined;
}
const { Jsep } = jsep as unknown as { Jsep: new (text: string) => JsepParser };

/** A fault in an expression; `index` counts its characters from 0. */
export class ExpressionError extends Error {
  readonly index: number;

  constructor(message: string, index: number) {
    super(`character ${index + 1}: ${message}`);
    this.index = index;
  }
}

const MAX_LENGTH = 2000;
const MAX_DEPTH = 100;
const OPEN = 40;
const CLOSE = 41;
const COMMA = 44;

/**
 * jsep, taught mathematics by overriding: a power binds tighter than the minus before it (−x^2 = −(x²)) and
 * to the right, and calls take commas. Nothing is registered with jsep itself, whose operators are global.
 */
class Parser extends Jsep {
  private depth = 0;

  /** The one expression that the text or a pair of parentheses holds. */
  gobbleExpressions(until?: number): Node[] {
    const node = this.gobbleExpression();
    if (!node) this.throwError(this.index < this.expr.length ? this.found() : 'an expression is missing');
    const rest = this.index < this.expr.length;
    if (rest && this.code !== until) this.throwError(this.found());
    return [node];
  }

  /** Operators in order of length, so that <= is not taken for <. */
  gobbleBinaryOp(): string | false {
    this.gobbleSpaces();
    for (const operator of BINARY.keys()) {
      if (operator === '^' || !this.expr.startsWith(operator, this.index)) continue;
      this.index += operator.length;
      return operator;
    }
    return false;
  }

  /** A number, a name, a call, a group or a sign with what it applies to, then its exponent if it has one. */
  override gobbleToken(): Node | false {
    this.gobbleSpaces();
    const at = this.index;
    if (++this.depth > MAX_DEPTH) this.throwError(`nested deeper than ${MAX_DEPTH} levels`);
    const base = super.gobbleToken();
    const node = base && this.gobblePower(base, at);
    this.depth -= 1;
    if (node) node.at ??= at;
    return node;
  }

  private gobblePower(base: Node, at: number): Node {
    this.gobbleSpaces();
    const operator = ['**', '^'].find((sign) => this.expr.startsWith(sign, this.index));
    if (!operator) return base;
    this.index += operator.length;
    const exponent = this.gobbleToken();
    if (!exponent) this.throwError(`${operator} has no exponent`);
    return { type: 'BinaryExpression', operator: '^', left: base, right: exponent, at };
  }

  /** Of all that may follow a name in JavaScript, only a call. */
  gobbleTokenProperty(callee: Node): Node {
    this.gobbleSpaces();
    if (this.code !== OPEN) return callee;
    if (callee.type !== 'Identifier') this.throwError('an operator is missing before (');
    this.index += 1;
    return { type: 'CallExpression', callee, arguments: this.gobbleArguments() };
  }

  private gobbleArguments(): Node[] {
    const found: Node[] = [];
    for (;;) {
      const argument = this.gobbleExpression();
      if (!argument) this.throwError('an argument is missing');
      found.push(argument);
      if (this.code !== COMMA && this.code !== CLOSE) this.throwError('expected , or )');
      this.index += 1;
      if (this.expr.charCodeAt(this.index - 1) === CLOSE) return found;
    }
  }

  private found(): string {
    const char = this.expr.charAt(this.index);
    if (char === '=') return 'unexpected = (equality is written ==)';
    return /[\p{L}\d(]/u.test(char) ? `an operator is missing before ${char}` : `unexpected ${char}`;
  }

  /** jsep's own errors come through here too: a number that runs into a name gets better words. */
  throwError(message: string): never {
    const text = message.startsWith('Variable names') ? this.found() : message;
    throw new ExpressionError(text.charAt(0).toLowerCase() + text.slice(1), this.index);
  }
}

/**
 * The syntax tree of an expression. `^` and `**` are one operator, `^`.
 * @throws {ExpressionError} where the text is no expression, is too long, or is nested too deeply.
 */
export function parseExpression(text: string): Node {
  if (text.length > MAX_LENGTH) throw new ExpressionError(`longer than ${MAX_LENGTH} characters`, MAX_LENGTH);
  const alien = text.search(/[^\p{L}\p{N}\s_.+\-*/%^()<>=!&|?:,]/u);
  if (alien >= 0) throw new ExpressionError(`unexpected ${text.charAt(alien)}`, alien);
  return new Parser(text).gobbleExpressions()[0];
}
