// Stands for the image decoders in bundles for browsers, which decode images by themselves.
export function decode() {
  throw new Error('this browser has no createImageBitmap and OffscreenCanvas to decode it with');
}
