/**
 * Directions, in degrees clockwise from north, taken by 76 turtles after laying their eggs.
 * Source: N. I. Fisher, Statistical Analysis of Circular Data, Cambridge University Press 1993, data set B.3.
 */
export const turtles: readonly number[] = [
  8, 9, 13, 13, 14, 18, 22, 27, 30, 34, 38, 38, 40, 44, 45, 47, 48, 48, 48, 48, 50, 53, 56, 57, 58, 58, 61,
  63, 64, 64, 64, 65, 65, 68, 70, 73, 78, 78, 78, 83, 83, 88, 88, 88, 90, 92, 92, 93, 95, 96, 98, 100, 103,
  106, 113, 118, 138, 153, 153, 155, 204, 215, 223, 226, 237, 238, 243, 244, 250, 251, 257, 268, 285, 319,
  343, 350,
];
