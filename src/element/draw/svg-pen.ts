import { escapeText } from '../../plot/escape.ts';
import { type Box, FONT, type Lettering, type Pen, type Stroke, trace } from './pen.ts';

/** Draws as SVG text that stands alone: for print, and for other programs to edit. */
export class SvgPen implements Pen {
  private readonly parts: string[] = [];
  private clips = 0;

  constructor(
    readonly width: number,
    readonly height: number,
    /** What a reader without the picture should know. */
    private readonly title: string,
    /** Begins the names that parts of the drawing go by: unique on a page with several. */
    private readonly prefix = 'torusflow',
  ) {}

  toString(): string {
    const { width, height } = this;
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escapeText(FONT)}">
<title>${escapeText(this.title)}</title>
${this.parts.join('\n')}
</svg>
`;
  }

  line(x: ArrayLike<number>, y: ArrayLike<number>, { colour, width, dash }: Stroke): void {
    const dashes = dash ? ` stroke-dasharray="${dash.join(' ')}"` : '';
    this.parts.push(
      `<path d="${path(x, y)}" fill="none" stroke="${escapeText(colour)}" stroke-width="${width}" stroke-linejoin="round"${dashes}/>`,
    );
  }

  shape(x: ArrayLike<number>, y: ArrayLike<number>, colour: string): void {
    this.parts.push(`<path d="${path(x, y)}Z" fill="${escapeText(colour)}"/>`);
  }

  rectangle(box: Box, colour: string): void {
    this.parts.push(`<rect ${place(box)} fill="${escapeText(colour)}"/>`);
  }

  circle(x: number, y: number, radius: number, colour: string): void {
    this.parts.push(
      `<circle cx="${short(x)}" cy="${short(y)}" r="${short(radius)}" fill="${escapeText(colour)}"/>`,
    );
  }

  text(words: string, x: number, y: number, lettering: Lettering): void {
    const { colour, size = 12, align = 'left', baseline = 'middle', upright = false } = lettering;
    const anchor = { left: 'start', center: 'middle', right: 'end' }[align];
    const base = { top: 'hanging', middle: 'central', bottom: 'text-after-edge' }[baseline];
    const turn = upright ? ' rotate(-90)' : '';
    this.parts.push(
      `<text transform="translate(${short(x)} ${short(y)})${turn}" font-size="${size}" fill="${escapeText(colour)}" text-anchor="${anchor}" dominant-baseline="${base}">${escapeText(words)}</text>`,
    );
  }

  picture(source: HTMLCanvasElement, box: Box): void {
    this.parts.push(
      `<image ${place(box)} href="${source.toDataURL('image/png')}" preserveAspectRatio="none" style="image-rendering:pixelated"/>`,
    );
  }

  within(box: Box, draw: () => void): void {
    const id = `${this.prefix}-clip-${++this.clips}`;
    this.parts.push(`<clipPath id="${id}"><rect ${place(box)}/></clipPath><g clip-path="url(#${id})">`);
    draw();
    this.parts.push('</g>');
  }
}

function path(x: ArrayLike<number>, y: ArrayLike<number>): string {
  let d = '';
  trace(
    x,
    y,
    (px, py) => {
      d += `M${short(px)} ${short(py)}`;
    },
    (px, py) => {
      d += `L${short(px)} ${short(py)}`;
    },
  );
  return d;
}

/** A hundredth of a pixel is finer than print. */
const short = (value: number) => String(Math.round(value * 100) / 100);

const place = ({ x, y, width, height }: Box) =>
  `x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`;
