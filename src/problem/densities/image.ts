import * as v from 'valibot';
import { refuse } from '../error.ts';
import { field, isList, isRecord, number, object } from '../fields.ts';
import { mean } from '../grid.ts';
import { decodeImage } from '../image/decode.ts';
import { brightness, resample } from '../image/sample.ts';
import type { ImageDensity, Pixels } from '../types.ts';
import { bytesOf } from './file.ts';
import type { DensityKind, Site } from './kind.ts';

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
    const shown = typeof image === 'string' ? image : undefined;
    if (site.grid.length !== 2) refuse('image', shown, 'needs a grid of two axes');
    const pixels = typeof image === 'string' ? await read(image, site) : image;
    const found = resample(brightness(pixels, invert), [pixels.width, pixels.height], site.grid);
    const mass = mean(found);
    if (!(mass > 0)) refuse('image', shown, `is ${invert ? 'white' : 'black'} all over, which is no mass`);
    return found.map((value) => floor + ((1 - floor) * value) / mass);
  },
  regularity: () => null,
};

async function read(name: string, site: Site): Promise<Pixels> {
  const bytes = await bytesOf('image', name, site);
  try {
    return await decodeImage(bytes);
  } catch (error) {
    return refuse('image', name, `is no PNG or JPEG that can be read: ${(error as Error).message}`);
  }
}

function isPixels(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { width, height, data } = value;
  const sized = Number.isSafeInteger(width) && Number.isSafeInteger(height) && Number(width) > 0;
  return sized && isList(data) && data.length > 0 && data.length === 4 * Number(width) * Number(height);
}
