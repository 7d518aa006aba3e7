/** The least multiple of 4 from `least` on without prime factors above 5: a length that real transforms take well. */
export function fastLength(least: i32): i32 {
  let n = (least + 3) & ~3;
  while (!isSmooth(n)) n += 4;
  return n;
}

function isSmooth(n: i32): bool {
  while (n % 2 == 0) n /= 2;
  while (n % 3 == 0) n /= 3;
  while (n % 5 == 0) n /= 5;
  return n == 1;
}
