import type { Pixels } from './colour-map.ts';

/** Side of the blocks in which a picture is turned: as many lines as stay in the cache. */
const BLOCK = 32;

/**
 * Writes a field on an n_x × n_y grid, row-major (y is last and fastest), into the pixels of a picture: x to the
 * right, y upwards.
 *
 * @param map colours of the values from `low` to `high`; those beyond take the end's
 * @param out n_y rows of n_x pixels
 */
export function paintField(
  field: Float64Array,
  [nx, ny]: readonly number[],
  { map, low, high }: { map: Pixels; low: number; high: number },
  out: Uint32Array,
): void {
  const scale = high > low ? 255.999 / (high - low) : 0;
  // Memory runs along y and the picture along x: in blocks both stay close.
  for (let fromX = 0; fromX < nx; fromX += BLOCK) {
    const toX = Math.min(fromX + BLOCK, nx);
    for (let fromY = 0; fromY < ny; fromY += BLOCK) {
      const toY = Math.min(fromY + BLOCK, ny);
      for (let y = fromY; y < toY; y++) {
        const row = (ny - 1 - y) * nx;
        for (let x = fromX; x < toX; x++) {
          const index = ((field[x * ny + y] - low) * scale) | 0;
          out[row + x] = map[index < 0 ? 0 : index > 255 ? 255 : index];
        }
      }
    }
  }
}

/** A canvas of one pixel per grid point, painted anew for each frame. */
export class FieldImage {
  readonly canvas = document.createElement('canvas');
  private image: ImageData | undefined;

  paint(
    field: Float64Array,
    grid: readonly number[],
    colours: { map: Pixels; low: number; high: number },
  ): HTMLCanvasElement {
    const [nx, ny] = grid;
    const context = this.canvas.getContext('2d', { alpha: false })!;
    if (this.image?.width !== nx || this.image.height !== ny) {
      [this.canvas.width, this.canvas.height] = [nx, ny];
      this.image = context.createImageData(nx, ny);
    }
    paintField(field, grid, colours, new Uint32Array(this.image.data.buffer));
    context.putImageData(this.image, 0, 0);
    return this.canvas;
  }
}
