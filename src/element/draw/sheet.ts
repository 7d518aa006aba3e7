import { CanvasPen } from './canvas-pen.ts';
import type { Pen } from './pen.ts';
import { SvgPen } from './svg-pen.ts';

/** A figure to be printed, and its size. */
export interface Figure {
  width: number;
  height: number;
  draw(pen: Pen): void;
}

/** Pixels of a picture for each CSS pixel: 300 dots an inch, and a little more. */
const SCALE = 3.2;

/** Figures one above the other, as SVG text. */
export function svgSheet(figures: readonly Figure[], paper: string, title: string): string {
  const { width, height, tops } = stacked(figures);
  const inner = figures.map((figure, i) => {
    const pen = new SvgPen(figure.width, figure.height, title, `f${i}`);
    figure.draw(pen);
    return pen.toString().replace('<svg ', `<svg y="${tops[i]}" `);
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="${width}" height="${height}" fill="${paper}"/>
${inner.join('')}</svg>
`;
}

/** The same as a picture, at print quality. */
export async function pngSheet(figures: readonly Figure[], paper: string): Promise<Blob> {
  const { width, height, tops } = stacked(figures);
  const sheet = document.createElement('canvas');
  [sheet.width, sheet.height] = [Math.round(width * SCALE), Math.round(height * SCALE)];
  const context = sheet.getContext('2d')!;
  context.fillStyle = paper;
  context.fillRect(0, 0, sheet.width, sheet.height);
  figures.forEach((figure, i) => {
    const canvas = document.createElement('canvas');
    figure.draw(new CanvasPen(canvas, figure.width, figure.height, SCALE));
    context.drawImage(canvas, 0, Math.round(tops[i] * SCALE));
  });
  return new Promise((resolve, reject) =>
    sheet.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('the picture is too large'))),
      'image/png',
    ),
  );
}

function stacked(figures: readonly Figure[]) {
  const tops = figures.map((_, i) => figures.slice(0, i).reduce((sum, { height }) => sum + height, 0));
  const width = Math.max(...figures.map((figure) => figure.width));
  return { width, height: figures.reduce((sum, figure) => sum + figure.height, 0), tops };
}
