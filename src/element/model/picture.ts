import type { Density } from '../../index.ts';

/** Side that larger pictures are brought down to: no grid here is finer. */
const SIDE = 1024;

/**
 * A picture as a density on the plane: bright pixels carry mass, and a fifth of the mass is spread evenly, so that
 * the flow arrives everywhere.
 */
export async function densityOfPicture(file: Blob): Promise<Density> {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, SIDE / Math.max(bitmap.width, bitmap.height));
  const [width, height] = [bitmap.width, bitmap.height].map((side) => Math.max(1, Math.round(side * scale)));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  return { image: { width, height, data }, floor: 0.2 };
}
