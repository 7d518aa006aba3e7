import type { Pixels } from '../types.ts';

/**
 * The pixels of a PNG or JPEG file, not turned by what its camera noted. Where there is a canvas the platform
 * decodes; elsewhere small decoders do, which are loaded when they are first needed.
 * @throws {Error} for bytes that are no such image
 */
export async function decodeImage(bytes: Uint8Array): Promise<Pixels> {
  if (decodesAlone()) return byCanvas(bytes);
  const { decode } = await import('#image-decoders');
  return decode(bytes);
}

/** Whether the platform decodes by itself. */
export const decodesAlone = (): boolean =>
  typeof createImageBitmap === 'function' && typeof OffscreenCanvas === 'function';

async function byCanvas(bytes: Uint8Array): Promise<Pixels> {
  const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]), {
    imageOrientation: 'none' as ImageOrientation,
    premultiplyAlpha: 'none',
    colorSpaceConversion: 'none',
  });
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.getImageData(0, 0, width, height);
}
