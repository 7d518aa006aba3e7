/** PNG and JPEG where the platform decodes neither, as in Node: loaded when the first image is read. */
import { type DecodedPng, decode as decodePng, hasPngSignature } from 'fast-png';
import jpeg from 'jpeg-js';
import type { Pixels } from './problem/types.ts';

/** @throws {Error} for bytes that are no such image, or a damaged one */
export function decode(bytes: Uint8Array): Pixels {
  if (bytes.length >= 8 && hasPngSignature(bytes)) return toRgba(decodePng(bytes, { checkCrc: true }));
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpeg.decode(bytes, { useTArray: true });
  throw new Error('it begins as neither does');
}

/** Red, green, blue and opacity at the depth of the file: 8 bits, or 16. */
function toRgba(png: DecodedPng): Pixels {
  const { width, height, depth, channels, palette, transparency } = png;
  const full = depth === 16 ? 65535 : 255;
  const data = depth === 16 ? new Uint16Array(4 * width * height) : new Uint8Array(4 * width * height);
  const sample = samplesOf(png);
  // Grey images of fewer than 8 bits count to 2^depth − 1.
  const scale = depth < 8 ? 255 / (2 ** depth - 1) : 1;
  const grey = channels < 3;
  for (let i = 0; i < width * height; i++) {
    const values = Array.from({ length: channels }, (_, c) => sample(i, c));
    if (palette) {
      const [r, g, b, alpha = 255] = palette[values[0]] ?? missing(values[0]);
      data.set([r, g, b, alpha], 4 * i);
      continue;
    }
    const colours = grey ? [values[0], values[0], values[0]] : values.slice(0, 3);
    const hidden = transparency?.length && transparency.every((key, c) => key === values[c]);
    const opacity = channels % 2 === 0 ? values[channels - 1] : hidden ? 0 : full;
    data.set([...colours.map((value) => value * scale), opacity], 4 * i);
  }
  return { width, height, data };
}

/** Channel c of pixel i; where pixels have fewer than 8 bits, several share a byte and rows begin at bytes. */
function samplesOf({ width, depth, channels, data }: DecodedPng): (i: number, c: number) => number {
  if (depth >= 8) return (i, c) => data[i * channels + c];
  const stride = Math.ceil((width * depth) / 8);
  return (i) => {
    const bit = (i % width) * depth;
    const byte = data[Math.floor(i / width) * stride + (bit >> 3)];
    return (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
  };
}

function missing(index: number): never {
  throw new Error(`a pixel has colour ${index}, which the palette lacks`);
}
