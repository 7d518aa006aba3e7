/** log Γ(x) for x > 0: Stirling's series from x ≥ 10 on, reached by Γ(x+1) = xΓ(x); relative error of Γ about 1e−13. */
export function logGamma(x: number): number {
  let factor = 1;
  let y = x;
  for (; y < 10; y++) factor *= y;
  const z = 1 / (y * y);
  const series = (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z / 1188)))) / y;
  return (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + series - Math.log(factor);
}
