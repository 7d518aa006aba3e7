/** What plain data looks like, before it is checked. */

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

/** Arrays and typed arrays of numbers; not those of big integers. */
export function isList(value: unknown): value is ArrayLike<number> {
  const isBig = value instanceof BigInt64Array || value instanceof BigUint64Array;
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView) && !isBig);
}
