// Expressions: their precedence against JavaScript's, their functions, and all that they refuse to be.
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compileExpression } from '../src/problem/expression/compile.ts';
import { FUNCTIONS } from '../src/problem/expression/functions.ts';
import { ExpressionError } from '../src/problem/expression/parser.ts';
import { sampleParts } from '../src/problem/expression/sample.ts';

const test = suite('expressions');

/** The value at a point: a grid of one. */
const at = (text: string, ...x: number[]): number => {
  const parts = compileExpression(text, ['x', 'y', 'z'].slice(0, x.length));
  return sampleParts(
    parts,
    x.map((component) => Float64Array.of(component)),
  )[0];
};

/** JavaScript's own value of a text that means the same in both languages. */
function javascript(text: string, x: number, y = 0): number {
  return Number(new Function('x', 'y', 'sin', 'max', `return ${text}`)(x, y, Math.sin, Math.max));
}

const shared = [
  '1+2*3',
  '(1+2)*3',
  '1-2-3',
  '1-(2-3)',
  '8/4/2',
  '2*3%4',
  '7%4*2',
  '2**3**2',
  '(2**3)**2',
  '2*3**2',
  '2**-1',
  '2**-(x**2)',
  '(-x)**2',
  '-(x**2)',
  '-x*3',
  '- -x',
  '+-x',
  '!x',
  '!!x',
  '!(x<1)+1',
  'x<y',
  'x<=y==1',
  'x+1<y*2',
  'x>y!=0',
  '1<2<3',
  '3>2>1',
  'x>0&&y>0',
  'x<0||y>0&&x>1',
  '(x<0||y>0)&&x>1',
  'x?1:2',
  'x<y?x:y',
  'x<0?1:y<0?2:3',
  'x<0?y<0?1:2:3',
  'x?.5:1',
  '1+(x<y?10:20)*2',
  'x<1||0?5:6',
  'sin(x)*2',
  'sin(x+y)**2+1',
  '-sin(-x)',
  'max(x,y,1)+max(x,-y)',
  'max(x, max(y, 2)) - 1',
  '.5+1e-3+1E2+3.',
  ' 1\n+\t2 ',
  '((((x))))',
];

for (const text of shared) {
  test(`reads ${JSON.stringify(text)} as JavaScript does`, () => {
    for (const [x, y] of [
      [0.7, 0.2],
      [0, 3],
      [-1.5, -0.25],
    ]) {
      const expected = javascript(text, x, y);
      assert.is(Object.is(at(text, x, y) + 0, expected + 0), true, `${at(text, x, y)} ≠ ${expected}`);
    }
  });
}

test('a power binds tighter than the sign before it, as in mathematics', () => {
  assert.is(at('-x^2', 3), -9);
  assert.is(at('-x**2', 3), -9);
  assert.is(at('(-x)^2', 3), 9);
  assert.is(at('2^3^2', 0), 512);
  assert.is(at('2^-1', 0), 0.5);
  assert.is(at('-2^-2', 0), -0.25);
  assert.is(at('2*x^2', 3), 18);
  assert.is(at('!x^2', 0), 1);
  assert.is(at('sin(x)^2+cos(x)^2 <= 1+1e-15', 0.3), 1);
  assert.is(at('1-x^2', 3), -8);
});

test('knows pi, π, tau, e and each coordinate', () => {
  assert.is(at('pi', 0), Math.PI);
  assert.is(at('π', 0), Math.PI);
  assert.is(at('tau', 0), 2 * Math.PI);
  assert.is(at('e', 0), Math.E);
  assert.is(at('1e1*e', 0), 10 * Math.E);
  assert.is(at('100*x+10*y+z', 1, 2, 3), 123);
});

test('functions are those of Math where Math has them', () => {
  for (const [name, { call, least }] of FUNCTIONS) {
    const own = (Math as unknown as Record<string, (...x: number[]) => number>)[name];
    const x = [0.6, 0.35].slice(0, least);
    assert.is(at(`${name}(${x})`, 0), call(...x), name);
    if (own) assert.is(call(...x), own(...x), name);
    else assert.ok(['step', 'mod'].includes(name), name);
  }
});

test('step is 1 from 0 on; mod has the sign of the divisor, % that of the dividend', () => {
  assert.equal([at('step(x)', -1e-9), at('step(x)', 0), at('step(x)', 1)], [0, 1, 1]);
  assert.is(at('mod(x, 1)', -0.25), 0.75);
  assert.is(at('x % 1', -0.25), -0.25);
});

/** Random syntax trees as text, with parentheses only where the random choice put them. */
const { text: anyText } = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom('x', 'y', '1', '2.5', '.125', '1e-1'),
    fc
      .tuple(tie('text'), fc.constantFrom('+', '-', '*', '/', '%', '<', '<=', '>', '==', '!='), tie('text'))
      .map(([a, operator, b]) => `${a} ${operator} ${b}`),
    tie('text').map((a) => `(${a})`),
    tie('text').map((a) => `-(${a})`),
    fc.tuple(tie('text'), tie('text'), tie('text')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `max(${a}, sin(${b}))`),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `(${a}) ** (${b})`),
  ),
}));

test('random expressions have the value JavaScript gives them', () => {
  const coordinate = fc.double({ min: -2, max: 2, noNaN: true });
  fc.assert(
    fc.property(anyText, coordinate, coordinate, (text, x, y) => {
      if (text.length > 2000) return;
      const expected = javascript(text, x, y);
      assert.ok(Object.is(at(text, x, y) + 0, expected + 0), `${text} at ${x}, ${y}`);
    }),
    { numRuns: 500, seed: 1 },
  );
});

const refused: [text: string, character: number][] = [
  ['', 1],
  ['   ', 4],
  ['1 2', 3],
  ['2x', 2],
  ['2(x)', 2],
  ['(x)(x)', 1],
  ['x y', 3],
  ['x; x', 2],
  ['1, 2', 2],
  ['max(1 2)', 7],
  ['max(1,)', 7],
  ['max(,1)', 5],
  ['sin()', 5],
  ['sin', 1],
  ['1 + sin(1, 2)', 5],
  ['pow(1)', 1],
  ['1 + (2', 7],
  ['1)', 2],
  ['x ** ', 6],
  ['^2', 1],
  ['x === 1', 5],
  ['x = 1', 3],
  ['x += 1', 4],
  ['x ?? 1', 4],
  ['x | 1', 3],
  ['x ? 1', 6],
  ['1.2.3', 4],
  ['1e', 3],
  ['x.y', 2],
  ['x["constructor"]', 2],
  ['[1]', 1],
  ['{}', 1],
  ['`x`', 1],
  ['"x"', 1],
  ['true', 1],
  ['1 + null', 5],
  ['this', 1],
  ['2*this', 3],
  ['constructor', 1],
  ['1+constructor(x)', 3],
  ['__proto__', 1],
  ['alert(1)', 1],
  ['x => x', 3],
  ['new x', 5],
  ['x@1', 2],
  ['\\u0078', 1],
  ['x(1)', 1],
  ['1 + pi(2)', 5],
  ['y', 1],
];

for (const [text, character] of refused) {
  test(`refuses ${JSON.stringify(text)} at character ${character}`, () => {
    assert.throws(
      () => at(text, 0),
      (error: Error) => {
        assert.instance(error, ExpressionError, String(error));
        return assert.match(error.message, new RegExp(`^character ${character}: `)) ?? true;
      },
    );
  });
}

test('arbitrary text is an expression of numbers or an ExpressionError, never anything else', () => {
  const alphabet = [...'xyπe019.+-*/%^()<>=!&|?:, ', 'sin', 'max(', 'pi', '**', '==', 'this', 'constructor'];
  const text = fc.array(fc.constantFrom(...alphabet), { maxLength: 30 }).map((parts) => parts.join(''));
  const holds = (candidate: string) => {
    try {
      assert.type(at(candidate, 0.5, 0.25), 'number');
    } catch (error) {
      assert.instance(error, ExpressionError, `${candidate}: ${error}`);
    }
  };
  fc.assert(fc.property(text, holds), { numRuns: 2000, seed: 1 });
  fc.assert(fc.property(fc.string({ unit: 'binary' }), holds), { numRuns: 500, seed: 1 });
});

test.run();
