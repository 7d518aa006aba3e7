/**
 * Colour maps as tables of 256 pixels. Viridis (van der Walt and Smith) and cividis (Nuñez, Anderton and Renslow)
 * are even to the eye, in grey and to the colour-blind; both are polynomials that come within 2 % of the originals.
 */

/** A pixel as a canvas stores it: bytes red, green, blue, alpha. */
export type Pixels = Uint32Array;

/** A scale of colours by name. */
export type ColourMapName = 'viridis' | 'cividis';

export const colourMapNames: readonly ColourMapName[] = ['viridis', 'cividis'];

type Rgb = readonly [number, number, number];

/** Coefficients of u⁰ … u⁶ for red, green and blue in [0, 1]. */
const viridis: readonly Rgb[] = [
  [0.27772733, 0.00540734, 0.3340998],
  [0.10509304, 1.40461353, 1.38459016],
  [-0.33086183, 0.21484756, 0.09509516],
  [-4.63423049, -5.7991009, -19.33244096],
  [6.22826994, 14.17993337, 56.6905526],
  [4.77638499, -13.74514538, -65.35303263],
  [-5.43545586, 4.64585261, 26.31243525],
];

/** As above, in units of 1/255. */
const cividis: readonly Rgb[] = [
  [-4.54, 32.49, 81.24],
  [-35.34, 170.73, 442.36],
  [2381.73, 52.82, -2482.43],
  [-6402.7, -131.46, 6167.24],
  [7024.72, 176.58, -6614.94],
  [-2710.57, -67.37, 2475.67],
];

const maps: Record<ColourMapName, (u: number) => Rgb> = {
  viridis: (u) => polynomial(viridis, u).map((c) => 255 * c) as unknown as Rgb,
  cividis: (u) => polynomial(cividis, u),
};

const made = new Map<ColourMapName, Pixels>();

/** The table of a map from its dark end to its light one. */
export function colourMap(name: ColourMapName): Pixels {
  let table = made.get(name);
  if (!table) {
    table = tableOf(maps[name]);
    made.set(name, table);
  }
  return table;
}

/** Blue, through `middle`, to orange: for a difference. */
export function divergingMap(middle: Rgb): Pixels {
  const ends: [Rgb, Rgb] = [
    [0, 96, 168],
    [200, 84, 10],
  ];
  return tableOf((u) => {
    const end = ends[u < 0.5 ? 0 : 1];
    // The square root keeps small differences in sight.
    const share = Math.sqrt(Math.abs(2 * u - 1));
    return end.map((c, i) => middle[i] + (c - middle[i]) * share) as unknown as Rgb;
  });
}

/** Red, green and blue of a table's entry. */
export const rgbOf = (pixel: number): Rgb => [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255];

function tableOf(map: (u: number) => Rgb): Pixels {
  const bytes = new Uint8ClampedArray(4 * 256);
  for (let i = 0; i < 256; i++) bytes.set([...map(i / 255), 255], 4 * i);
  return new Uint32Array(bytes.buffer);
}

/** Horner's rule, for three colours at once. */
function polynomial(coefficients: readonly Rgb[], u: number): Rgb {
  return coefficients.reduceRight<[number, number, number]>(
    (sum, term) => [sum[0] * u + term[0], sum[1] * u + term[1], sum[2] * u + term[2]],
    [0, 0, 0],
  );
}
