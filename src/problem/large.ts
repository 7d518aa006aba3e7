/** Grids of more points are not sampled before all that can be checked without is found right. */
export const LARGE = 2 ** 22;
