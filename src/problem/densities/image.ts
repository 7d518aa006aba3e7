import * as v from 'valibot';
import { refuse } from '../error.ts';
import { field, number, object } from '../fields.ts';
import { mean } from '../grid.ts';
import { brightness, resample } from '../image/sample.ts';
import { isList, isRecord } from '../shapes.ts';
import type { ImageDensity } from '../types.ts';
import { readImage } from './image-file.ts';
import type { DensityKind } from './kind.ts';

/**
 * `{ "image": "cat.png" }`: bright pixels carry mass. The picture stands upright in the plane, x to the right and y
 * up, its bottom row at y = 0; it is stretched over the torus and averaged over the grid's cells. Scaled to mass 1
 * whatever its brightness; `floor` of that mass is then spread evenly.
 */
export const image: DensityKind<ImageDensity> = {
  schema: object({
    image: field<ImageDensity['image']>(
      'the name of a PNG or JPEG file, or { width, height, data } with four numbers a pixel, as ImageData has',
      (value) => (typeof value === 'string' && value !== '') || isPixels(value),
    ),
    invert: v.optional(field<boolean>('true or false', (value) => typeof value === 'boolean')),
    floor: v.optional(number('a number in [0, 1)', (share) => share >= 0 && share < 1)),
  }),
  async sample({ image, invert = false, floor = 0 }, site) {
    const shown = typeof image === 'string' ? image : image.name;
    if (site.grid.length !== 2) refuse('image', shown, 'needs a grid of two axes');
    const pixels = typeof image === 'string' ? await readImage(image, site.readFile) : image;
    const found = resample(brightness(pixels, invert), [pixels.width, pixels.height], site.grid);
    const mass = mean(found);
    if (!(mass > 0)) refuse('image', shown, `is ${invert ? 'white' : 'black'} all over, which is no mass`);
    return found.map((value) => floor + ((1 - floor) * value) / mass);
  },
  regularity: () => null,
};

function isPixels(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { width, height, data } = value;
  const sized = Number.isSafeInteger(width) && Number.isSafeInteger(height) && Number(width) > 0;
  return sized && isList(data) && data.length > 0 && data.length === 4 * Number(width) * Number(height);
}
