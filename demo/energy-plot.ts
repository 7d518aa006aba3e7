import type { History, Rate } from 'torusflow';
import uPlot from 'uplot';
import { colour, fitToElement, logXAxis, logYAxis, smooth, wholeDecades, xAxis } from './plot.ts';
import { rateLines } from './rates.ts';
import type { EnergyAxes } from './settings.ts';

/** Energy against time on axes that make a law of decay straight, with the fitted and the predicted line. */
export class EnergyPlot {
  private plot: uPlot | undefined;
  private data: uPlot.AlignedData = [[], [], [], []];

  constructor(
    private readonly element: HTMLElement,
    private axes: EnergyAxes,
  ) {
    this.rebuild();
  }

  /** @param first left end of the logarithmic axis: steps before it are too short to matter */
  draw({ time, energy }: History, rate: Rate | null, first: number): void {
    const kept = Array.from(time.keys()).filter((i) => energy[i] > 0 && (time[i] >= first || time[i] === 0));
    const [t, e] = [kept.map((i) => time[i]), kept.map((i) => energy[i])];
    const { fitted, predicted } = rateLines(t, e, rate);
    this.data = [t, fitted, e, predicted];
    this.plot?.setData(this.visible());
  }

  show(axes: EnergyAxes): void {
    if (axes === this.axes) return;
    this.axes = axes;
    this.rebuild();
  }

  redraw(): void {
    this.plot?.redraw();
  }

  /** On a logarithmic axis there is no time 0. */
  private visible(): uPlot.AlignedData {
    const from = this.axes === 'log-log' && this.data[0][0] === 0 ? 1 : 0;
    return this.data.map((column) =>
      Array.from(column as number[]).slice(from),
    ) as unknown as uPlot.AlignedData;
  }

  private rebuild(): void {
    this.plot?.destroy();
    const logarithmic = this.axes === 'log-log';
    this.plot = new uPlot(
      {
        width: this.element.clientWidth,
        height: this.element.clientHeight,
        legend: { show: false },
        cursor: { show: false },
        padding: [12, 18, 0, 0],
        scales: {
          x: logarithmic
            ? { time: false, distr: 3, range: (_, low, high) => decadesOr(low, high, [1e-3, 1]) }
            : { time: false, range: (_, __, high) => [0, high > 0 ? high : 1] },
          y: { distr: 3, range: (_, low, high) => decadesOr(low, high, [1e-3, 1]) },
        },
        axes: [logarithmic ? logXAxis('time t') : xAxis('time t'), logYAxis()],
        series: [
          {},
          { ...smooth, stroke: colour('--fitted'), width: 6 },
          { ...smooth, stroke: colour('--density'), width: 2 },
          { ...smooth, stroke: colour('--predicted'), width: 2, dash: [7, 5] },
        ],
      },
      this.visible(),
      this.element,
    );
    fitToElement(this.plot, this.element);
  }
}

/** Whole decades around the data, or `fallback` while there are none. */
function decadesOr(low: number | null, high: number | null, fallback: [number, number]): [number, number] {
  return low !== null && high !== null && low > 0 ? wholeDecades(low, high) : fallback;
}
