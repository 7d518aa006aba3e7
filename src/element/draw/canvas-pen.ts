import { type Box, FONT, type Lettering, type Pen, type Stroke, trace } from './pen.ts';

/** Draws on a canvas, as sharp as the screen is. */
export class CanvasPen implements Pen {
  private readonly context: CanvasRenderingContext2D;

  /** @param scale pixels of the canvas for each CSS pixel */
  constructor(
    canvas: HTMLCanvasElement,
    readonly width: number,
    readonly height: number,
    scale: number,
  ) {
    const [across, down] = [Math.round(width * scale), Math.round(height * scale)];
    // Setting a size clears the canvas, even to the same size.
    if (canvas.width !== across) canvas.width = across;
    if (canvas.height !== down) canvas.height = down;
    this.context = canvas.getContext('2d')!;
    this.context.setTransform(scale, 0, 0, scale, 0, 0);
    this.context.clearRect(0, 0, width, height);
    this.context.lineJoin = 'round';
  }

  line(x: ArrayLike<number>, y: ArrayLike<number>, { colour, width, dash = [] }: Stroke): void {
    const { context } = this;
    context.beginPath();
    this.trace(x, y);
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash(dash as number[]);
    context.stroke();
  }

  shape(x: ArrayLike<number>, y: ArrayLike<number>, colour: string): void {
    const { context } = this;
    context.beginPath();
    this.trace(x, y);
    context.fillStyle = colour;
    context.fill();
  }

  rectangle({ x, y, width, height }: Box, colour: string): void {
    this.context.fillStyle = colour;
    this.context.fillRect(x, y, width, height);
  }

  circle(x: number, y: number, radius: number, colour: string): void {
    this.context.beginPath();
    this.context.arc(x, y, radius, 0, 2 * Math.PI);
    this.context.fillStyle = colour;
    this.context.fill();
  }

  text(words: string, x: number, y: number, lettering: Lettering): void {
    const { context } = this;
    const { colour, size = 12, align = 'left', baseline = 'middle', upright = false } = lettering;
    context.font = `${size}px ${FONT}`;
    context.fillStyle = colour;
    context.textAlign = align;
    context.textBaseline = baseline;
    context.save();
    context.translate(x, y);
    if (upright) context.rotate(-Math.PI / 2);
    context.fillText(words, 0, 0);
    context.restore();
  }

  picture(source: HTMLCanvasElement, { x, y, width, height }: Box): void {
    this.context.imageSmoothingEnabled = source.width > width / 4;
    this.context.drawImage(source, x, y, width, height);
  }

  within({ x, y, width, height }: Box, draw: () => void): void {
    this.context.save();
    this.context.beginPath();
    this.context.rect(x, y, width, height);
    this.context.clip();
    draw();
    this.context.restore();
  }

  private trace(x: ArrayLike<number>, y: ArrayLike<number>): void {
    const { context } = this;
    trace(
      x,
      y,
      (px, py) => context.moveTo(px, py),
      (px, py) => context.lineTo(px, py),
    );
  }
}
