/** Scales of a chart: a number to a position, and the ticks worth labelling. */

export interface Tick {
  value: number;
  label: string;
}

export interface Scale {
  /** Position of `value` in pixels; NaN where the scale has none (a logarithm of 0). */
  (value: number): number;
  /** The value at a position. */
  invert(position: number): number;
  readonly domain: readonly [number, number];
  readonly ticks: readonly Tick[];
}

/** What an axis spans. */
export interface Extent {
  scale: 'linear' | 'log';
  domain: readonly [number, number];
  /** Distance of the ticks of a linear axis; 1, 2 or 5 times a power of ten when left out. */
  step?: number;
  /** About how many ticks the axis has room for. Default 7. */
  ticks?: number;
}

/** A scale that takes the domain to `range` (pixels, either direction). */
export function makeScale(
  { scale: kind, domain, step, ticks: room = 7 }: Extent,
  range: readonly [number, number],
): Scale {
  const to = kind === 'log' ? Math.log10 : (x: number) => x;
  const from = kind === 'log' ? (u: number) => 10 ** u : (u: number) => u;
  const [a, b] = [to(domain[0]), to(domain[1])];
  const scale = (value: number) => {
    const u = (to(value) - a) / (b - a);
    return Number.isFinite(u) ? range[0] + u * (range[1] - range[0]) : Number.NaN;
  };
  const invert = (position: number) => from(a + ((position - range[0]) / (range[1] - range[0])) * (b - a));
  const ticks = kind === 'log' ? logTicks(a, b, room) : linearTicks(a, b, step ?? niceStep((b - a) / room));
  return Object.assign(scale, { domain, ticks, invert });
}

function linearTicks(lo: number, hi: number, step: number): Tick[] {
  const first = Math.ceil(lo / step - 1e-9);
  const count = Math.floor(hi / step + 1e-9) - first + 1;
  const label = linearLabel(Math.max(Math.abs(lo), Math.abs(hi)), step);
  return Array.from({ length: Math.max(0, count) }, (_, i) => {
    const value = (first + i) * step;
    return { value, label: label(value) };
  });
}

/** Plain decimals, or the same power of ten on every tick where all of them are small or large. */
function linearLabel(largest: number, step: number): (value: number) => string {
  const plain = largest >= 1e-2 && largest < 1e5;
  const power = plain ? 0 : Math.floor(Math.log10(largest));
  const decimals = Math.max(0, power - Math.floor(Math.log10(step) + 1e-9));
  if (plain) return (value) => minus(value.toFixed(decimals));
  return (value) =>
    value === 0 ? '0' : `${minus((value / 10 ** power).toFixed(decimals))}·${powerOfTen(power)}`;
}

/** 1, 2 or 5 times a power of ten, at least `raw`. */
function niceStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const lead = raw / power;
  return power * (lead > 5 ? 10 : lead > 2 ? 5 : lead > 1 ? 2 : 1);
}

/** Whole decades, thinned evenly. */
function logTicks(lo: number, hi: number, room: number): Tick[] {
  const every = Math.max(1, Math.ceil((hi - lo) / room));
  const ticks: Tick[] = [];
  for (let e = Math.ceil(lo / every - 1e-9) * every; e <= hi + 1e-9; e += every)
    ticks.push({ value: 10 ** e, label: powerOfTen(e) });
  return ticks;
}

/** 10ⁿ in Unicode superscripts; 1 and 10 as they are. */
export function powerOfTen(exponent: number): string {
  return exponent === 0 ? '1' : exponent === 1 ? '10' : `10${superscript(String(exponent))}`;
}

export function superscript(text: string): string {
  const raised: Record<string, string> = { '-': '⁻', '−': '⁻', '.': '·' };
  return [...text].map((c) => raised[c] ?? '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)] ?? c).join('');
}

/** The true minus sign. */
export function minus(text: string): string {
  return text.replace('-', '−');
}
