/** What the two plots share: axes, colours of the style sheet, and the size of the element. */
import type uPlot from 'uplot';
import { formatExponent, powerOfTen } from './format.ts';

const style = getComputedStyle(document.documentElement);
const font = '12px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/** A colour of the style sheet, read anew at each drawing: it follows light and dark. */
export const colour = (name: string) => () => style.getPropertyValue(name);

/** A curve without marks, and not rounded to pixels. */
export const smooth: uPlot.Series = { points: { show: false }, pxAlign: 0 };

/** Room to the left that an axis of either plot needs: the plots stand flush. */
const LEFT = 62;

/** An axis of plain numbers, upright. */
export function yAxis(): uPlot.Axis {
  return { ...look, size: LEFT, values: (_, splits) => splits.map((value) => tick(value, splits)) };
}

export function xAxis(label: string): uPlot.Axis {
  return { ...look, ...below(label), values: (_, splits) => splits.map((value) => tick(value, splits)) };
}

/** An axis of powers of ten, as many as there is room for. */
export function logYAxis(): uPlot.Axis {
  return { ...look, ...powers(34), size: LEFT };
}

export function logXAxis(label: string): uPlot.Axis {
  return { ...look, ...powers(52), ...below(label) };
}

/** Keeps a plot as large as its element until it is destroyed. */
export function fitToElement(plot: uPlot, element: HTMLElement): void {
  const observer = new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = element;
    if (width > 0 && (width !== plot.width || height !== plot.height)) plot.setSize({ width, height });
  });
  observer.observe(element);
  plot.hooks.destroy = [() => observer.disconnect()];
}

/** The range from the power of ten below `low` to the one above `high`. */
export function wholeDecades(low: number, high: number): [number, number] {
  const [first, last] = [Math.floor(Math.log10(low) + 1e-9), Math.ceil(Math.log10(high) - 1e-9)];
  return [10 ** first, 10 ** Math.max(last, first + 1)];
}

const look: uPlot.Axis = {
  font,
  stroke: colour('--soft'),
  grid: { stroke: colour('--grid'), width: 1 },
  ticks: { stroke: colour('--line'), width: 1, size: 5 },
};

const below = (label: string): uPlot.Axis => ({ size: 26, gap: 3, label, labelFont: font, labelSize: 18 });

/** @param room pixels that a tick takes */
function powers(room: number): uPlot.Axis {
  return {
    splits: (plot, index, low, high) => decades(low, high, lengthOf(plot, index) / room),
    filter: (_, splits) => splits,
    values: (_, splits) => splits.map((value) => powerOfTen(Math.round(Math.log10(value)))),
  };
}

function lengthOf(plot: uPlot, index: number): number {
  const { width, height } = plot.bbox;
  return (index === 0 ? width : height) / devicePixelRatio;
}

function decades(low: number, high: number, most: number): number[] {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const stride = [1, 2, 3, 5, 10, 20].find((step) => (last - first) / step + 1 <= Math.max(most, 2)) ?? 50;
  const start = Math.ceil(first / stride) * stride;
  return Array.from(
    { length: Math.floor((last - start) / stride) + 1 },
    (_, i) => 10 ** (start + i * stride),
  );
}

/** A number as short as it is, times a power of ten where all the ticks are small or large. */
function tick(value: number, splits: number[]): string {
  const largest = splits.reduce((most, split) => Math.max(most, Math.abs(split)), 0);
  if (value === 0 || (largest >= 1e-2 && largest < 1e5)) return formatExponent(value);
  const power = Math.floor(Math.log10(largest));
  return `${formatExponent(value / 10 ** power)}·${powerOfTen(power)}`;
}
