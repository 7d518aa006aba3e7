/** Thrown by a diagnostic that is given something it cannot work on. */
export class DiagnosticsError extends Error {
  /** Tells this error from others, by its name. */
  override readonly name = 'DiagnosticsError';

  /**
   * @param argument name of the argument that was refused
   * @param value what it was
   * @param allowed what it may be, in words
   */
  constructor(
    readonly argument: string,
    readonly value: unknown,
    readonly allowed: string,
  ) {
    super(`${argument}: got ${shown(value)}, expected ${allowed}`);
  }
}

function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.join(', ')}]`;
  return typeof value === 'object' && value !== null ? Object.prototype.toString.call(value) : String(value);
}

/** Throws unless `value` is a finite number, at least `least` where that is given. */
export function requireFinite(argument: string, value: number, least = -Infinity): void {
  if (typeof value === 'number' && Number.isFinite(value) && value >= least) return;
  throw new DiagnosticsError(
    argument,
    value,
    least === -Infinity ? 'a finite number' : `a finite number ≥ ${least}`,
  );
}

/** Throws unless every entry is a finite number; the error names the first that is not. */
export function requireAllFinite(argument: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i]))
      throw new DiagnosticsError(`${argument}[${i}]`, values[i], 'a finite number');
  }
}

/** Throws unless the two arrays are equally long. */
export function requireSameLength(argument: string, values: ArrayLike<number>, length: number): void {
  if (values.length === length) return;
  throw new DiagnosticsError(`${argument}.length`, values.length, `${length}`);
}
