/** What an expression may call: the function, and how many arguments it takes. */
interface Callable {
  call: (...x: number[]) => number;
  least: number;
  most: number;
}

const unary = (call: (x: number) => number): Callable => ({ call, least: 1, most: 1 });
const binary = (call: (x: number, y: number) => number): Callable => ({ call, least: 2, most: 2 });
const variadic = (call: (...x: number[]) => number): Callable => ({
  call,
  least: 1,
  most: Number.POSITIVE_INFINITY,
});

/** Functions by name. A Map, so that no name reaches into a prototype. */
export const FUNCTIONS: ReadonlyMap<string, Callable> = new Map([
  ['sin', unary(Math.sin)],
  ['cos', unary(Math.cos)],
  ['tan', unary(Math.tan)],
  ['asin', unary(Math.asin)],
  ['acos', unary(Math.acos)],
  ['atan', unary(Math.atan)],
  ['atan2', binary(Math.atan2)],
  ['sinh', unary(Math.sinh)],
  ['cosh', unary(Math.cosh)],
  ['tanh', unary(Math.tanh)],
  ['exp', unary(Math.exp)],
  ['log', unary(Math.log)],
  ['log2', unary(Math.log2)],
  ['log10', unary(Math.log10)],
  ['sqrt', unary(Math.sqrt)],
  ['cbrt', unary(Math.cbrt)],
  ['abs', unary(Math.abs)],
  ['floor', unary(Math.floor)],
  ['ceil', unary(Math.ceil)],
  ['round', unary(Math.round)],
  ['sign', unary(Math.sign)],
  // Heaviside's function, continuous from the right.
  ['step', unary((x) => (x >= 0 ? 1 : 0))],
  // The remainder in [0, y), as the torus needs it; % keeps the sign of x.
  ['mod', binary((x, y) => x - y * Math.floor(x / y))],
  ['pow', binary((x, y) => x ** y)],
  ['min', variadic(Math.min)],
  ['max', variadic(Math.max)],
  ['hypot', variadic(Math.hypot)],
]);

/** Constants by name. */
export const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['π', Math.PI],
  ['tau', 2 * Math.PI],
  ['e', Math.E],
]);

export const UNARY: ReadonlyMap<string, (x: number) => number> = new Map([
  ['-', (x: number) => -x],
  ['+', (x: number) => x],
  ['!', (x: number) => (x ? 0 : 1)],
]);

/** Binary operators; a comparison is 1 where it holds and 0 elsewhere. */
export const BINARY: ReadonlyMap<string, (x: number, y: number) => number> = new Map([
  ['||', (x: number, y: number) => (x || y ? 1 : 0)],
  ['&&', (x: number, y: number) => (x && y ? 1 : 0)],
  ['==', (x: number, y: number) => (x === y ? 1 : 0)],
  ['!=', (x: number, y: number) => (x !== y ? 1 : 0)],
  ['<=', (x: number, y: number) => (x <= y ? 1 : 0)],
  ['>=', (x: number, y: number) => (x >= y ? 1 : 0)],
  ['<', (x: number, y: number) => (x < y ? 1 : 0)],
  ['>', (x: number, y: number) => (x > y ? 1 : 0)],
  ['+', (x: number, y: number) => x + y],
  ['-', (x: number, y: number) => x - y],
  ['*', (x: number, y: number) => x * y],
  ['/', (x: number, y: number) => x / y],
  ['%', (x: number, y: number) => x % y],
  ['^', (x: number, y: number) => x ** y],
]);
