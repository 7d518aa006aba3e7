/** A number as text, with up to four significant digits. */
export function shown(value: number): string {
  return String(Number(value.toPrecision(4))).replace('-', '−');
}

/** A number with its error, both to the error's two leading digits: `3.00 ± 0.27`. */
export function withError(value: number, error: number): string {
  const decimals = Math.min(Math.max(1 - Math.floor(Math.log10(error)), 0), 6);
  const least = 10 ** -6;
  const text = error < least ? 'less than 10⁻⁶' : error.toFixed(decimals);
  return `${value.toFixed(decimals)} ± ${text}`.replace(/^-/, '−');
}
