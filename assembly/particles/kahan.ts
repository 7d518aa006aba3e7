/** Compensated summation (Kahan 1965): the error stays near one rounding, however many terms there are. */
@unmanaged
export class Kahan {
  sum: f64;
  /** What rounding has added too much. */
  excess: f64;
}

// @ts-ignore: decorator
@inline
export function start(k: Kahan, value: f64): void {
  k.sum = value;
  k.excess = 0;
}

// @ts-ignore: decorator
@inline
export function add(k: Kahan, term: f64): void {
  const corrected = term - k.excess;
  const sum = k.sum + corrected;
  k.excess = sum - k.sum - corrected;
  k.sum = sum;
}
