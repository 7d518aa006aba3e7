import uPlot from 'uplot';
import { colour, fitToElement, smooth, xAxis, yAxis } from './plot.ts';
import type { Shown } from './settings.ts';

/** μ over ν as filled curves, or their difference scaled to fit. */
export class DensityPlot {
  private plot: uPlot | undefined;
  private x: Float64Array = new Float64Array(0);
  private density: Float64Array = new Float64Array(0);
  private target: Float64Array = new Float64Array(0);
  private difference: Float64Array = new Float64Array(0);
  /** Extremes since the flow began: the axis does not follow the density down. */
  private range: [number, number] = [0, 1];

  constructor(
    private readonly element: HTMLElement,
    private shown: Shown,
  ) {}

  /** Draws a new flow. */
  begin(initial: Float64Array, target: Float64Array): void {
    const n = initial.length;
    this.x = Float64Array.from({ length: n + 1 }, (_, j) => j / n);
    [this.density, this.difference] = [new Float64Array(n + 1), new Float64Array(n + 1)];
    this.target = closed(target, new Float64Array(n + 1));
    this.range = [0, 0];
    for (const value of target) this.widen(value);
    this.rebuild();
    this.draw(initial);
  }

  draw(density: Float64Array): void {
    closed(density, this.density);
    for (let j = 0; j < this.density.length; j++) {
      this.difference[j] = this.density[j] - this.target[j];
      this.widen(this.density[j]);
    }
    this.plot?.setData(this.data());
  }

  show(shown: Shown): void {
    this.shown = shown;
    this.rebuild();
  }

  /** Draws again, for colours that have changed. */
  redraw(): void {
    this.plot?.redraw();
  }

  private widen(value: number): void {
    if (value < this.range[0]) this.range[0] = value;
    if (value > this.range[1]) this.range[1] = value;
  }

  private data(): uPlot.AlignedData {
    return this.shown === 'density' ? [this.x, this.target, this.density] : [this.x, this.difference];
  }

  private rebuild(): void {
    this.plot?.destroy();
    const density = { stroke: colour('--density'), fill: colour('--density-fill'), width: 1.5, ...smooth };
    const target = { stroke: colour('--target'), fill: colour('--target-fill'), width: 1.5, ...smooth };
    const curves = this.shown === 'density' ? [target, density] : [density];
    this.plot = new uPlot(
      {
        width: this.element.clientWidth,
        height: this.element.clientHeight,
        legend: { show: false },
        cursor: { show: false },
        padding: [12, 14, 0, 0],
        scales: {
          x: { time: false, range: () => [0, 1] },
          y: { range: () => (this.shown === 'density' ? this.densityRange() : this.differenceRange()) },
        },
        axes: [xAxis('x'), yAxis()],
        series: [{}, ...curves],
      },
      this.data(),
      this.element,
    );
    fitToElement(this.plot, this.element);
  }

  private densityRange(): [number, number] {
    const [low, high] = this.range;
    return [low < -1e-6 * high ? 1.05 * low : 0, 1.08 * high];
  }

  private differenceRange(): [number, number] {
    const largest = this.difference.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const reach = niceAbove(largest || 1e-16);
    return [-reach, reach];
  }
}

/** The samples, and the first of them again at x = 1. */
function closed(samples: Float64Array, out: Float64Array): Float64Array {
  out.set(samples);
  out[samples.length] = samples[0];
  return out;
}

/** The next of 1, 1.5, 2, 3, 5, 7 times a power of ten: an axis that holds still while a curve shrinks. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 1.5, 2, 3, 5, 7, 10].find((step) => step * power >= value * (1 - 1e-9))!;
}
