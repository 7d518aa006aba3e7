/** Numbers as people write them. */

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** 10⁻⁵ for −5. */
export function powerOfTen(exponent: number): string {
  const digits = String(Math.abs(exponent)).replace(/\d/g, (digit) => superscripts[Number(digit)]);
  return `10${exponent < 0 ? '⁻' : ''}${digits}`;
}

/** 0.0123, 12.3, 1.23·10⁻⁵: plain between 10⁻³ and 10⁵. */
export function formatNumber(value: number, digits = 4): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
  const size = Number(exponent);
  if (size >= -3 && size < 5) return minus(value.toFixed(Math.max(0, digits - 1 - size)));
  return `${minus(mantissa)}·${powerOfTen(size)}`;
}

/** At most `digits` significant ones, without zeros at the end: 2, 2.5, 2.996. */
export function formatExponent(value: number, digits = 4): string {
  return minus(String(Number(value.toPrecision(digits))));
}

/** Writes text in which t^−3 and e^(−2 t) stand for raised exponents. */
export function writeFormulas(element: HTMLElement, text: string): void {
  const parts = text.split(/\^(?:\(([^)]*)\)|(−?\w+(?:[./]\w+)*))/u).filter((part) => part !== undefined);
  element.replaceChildren(...parts.map((part, i) => (i % 2 ? raised(part) : part)));
}

function raised(text: string): HTMLElement {
  const sup = document.createElement('sup');
  sup.textContent = text;
  return sup;
}

const minus = (text: string) => text.replace('-', '−');
