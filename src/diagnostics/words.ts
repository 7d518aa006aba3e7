/** A number as text, with up to four significant digits. */
export function shown(value: number): string {
  return String(Number(value.toPrecision(4))).replace('-', '−');
}
