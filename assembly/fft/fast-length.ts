/** The least multiple of 4 from `least` on without prime factors above 7: a length that real transforms take well. */
export function fastLength(least: i32): i32 {
  let n = (least + 3) & ~3;
  while (!isSmooth(n)) n += 4;
  return n;
}

function isSmooth(n: i32): bool {
  for (let p = 2; p <= 7; p += 1 + (p & 1)) while (n % p == 0) n /= p;
  return n == 1;
}
