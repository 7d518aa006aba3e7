/**
 * A chart as SVG text: no DOM, no script. Colours come from the page through classes (`currentColor` and the
 * custom properties --ink, --grid, --paper), so that one chart serves light and dark.
 */
import { escapeText } from '../../plot/escape.ts';
import { type Extent, makeScale, type Scale } from '../../plot/scale.ts';

export type Point = readonly [number, number];

export interface Axis extends Extent {
  label: string;
}

export type Mark =
  /** A curve. `style` is a class of the page: 'curve', 'fit', 'predicted', 'halo', … */
  | { kind: 'line'; points: readonly Point[]; style: string; colour: string }
  /** A dot, with a vertical bar for an interval where one is given. */
  | { kind: 'dot'; at: Point; interval?: readonly [number, number]; colour: string; hollow?: boolean }
  /** A shaded range of y. */
  | { kind: 'band'; from: number; to: number; colour: string }
  /** The area between a curve and the bottom. */
  | { kind: 'area'; points: readonly Point[]; colour: string };

export interface Chart {
  /** Unique in the page. */
  id: string;
  /** What a reader without the picture should know: name and content. */
  title: string;
  description: string;
  x: Axis;
  y: Axis;
  marks: readonly Mark[];
}

const WIDTH = 480;
const HEIGHT = 330;
const FRAME = { left: 70, right: 14, top: 12, bottom: 46 };

export function renderChart(chart: Chart): string {
  const { id } = chart;
  const x = makeScale(chart.x, [FRAME.left, WIDTH - FRAME.right]);
  const y = makeScale(chart.y, [HEIGHT - FRAME.bottom, FRAME.top]);
  const box = `x="${FRAME.left}" y="${FRAME.top}" width="${WIDTH - FRAME.left - FRAME.right}" height="${
    HEIGHT - FRAME.top - FRAME.bottom
  }"`;
  return `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}-t ${id}-d">
<title id="${id}-t">${escapeText(chart.title)}</title><desc id="${id}-d">${escapeText(chart.description)}</desc>
<clipPath id="${id}-c"><rect ${box}/></clipPath>
${axes(chart, x, y)}
<g clip-path="url(#${id}-c)">
${chart.marks.map((mark) => renderMark(mark, x, y)).join('\n')}
</g>
</svg>`;
}

function axes(chart: Chart, x: Scale, y: Scale): string {
  const bottom = HEIGHT - FRAME.bottom;
  const across = x.ticks.map(({ value, label }) => {
    const at = pixel(x(value));
    return `<path class="grid" d="M${at} ${bottom}V${FRAME.top}"/><text class="tick" x="${at}" y="${bottom + 17}" text-anchor="middle">${label}</text>`;
  });
  const up = y.ticks.map(({ value, label }) => {
    const at = pixel(y(value));
    return `<path class="grid" d="M${FRAME.left} ${at}H${WIDTH - FRAME.right}"/><text class="tick" x="${FRAME.left - 8}" y="${at}" dy=".34em" text-anchor="end">${label}</text>`;
  });
  const middle = pixel((bottom + FRAME.top) / 2);
  return `<g aria-hidden="true">${across.join('')}${up.join('')}
<path class="axis" d="M${FRAME.left} ${FRAME.top}V${bottom}H${WIDTH - FRAME.right}"/>
<text class="label" x="${pixel((FRAME.left + WIDTH - FRAME.right) / 2)}" y="${HEIGHT - 8}" text-anchor="middle">${escapeText(chart.x.label)}</text>
<text class="label" transform="translate(15 ${middle}) rotate(-90)" text-anchor="middle">${escapeText(chart.y.label)}</text></g>`;
}

function renderMark(mark: Mark, x: Scale, y: Scale): string {
  switch (mark.kind) {
    case 'line':
      return `<path class="${mark.style} ${mark.colour}" d="${path(mark.points, x, y)}"/>`;
    case 'band': {
      const [from, to] = [y(mark.to), y(mark.from)];
      return `<rect class="band ${mark.colour}" x="${FRAME.left}" width="${WIDTH - FRAME.left - FRAME.right}" y="${pixel(from)}" height="${pixel(to - from)}"/>`;
    }
    case 'area': {
      const [first, last] = [mark.points[0], mark.points[mark.points.length - 1]];
      const floor = HEIGHT - FRAME.bottom;
      return `<path class="area ${mark.colour}" d="${path(mark.points, x, y)}L${pixel(x(last[0]))} ${floor}L${pixel(x(first[0]))} ${floor}Z"/>`;
    }
    case 'dot':
      return dot(mark, x, y);
  }
}

function dot({ at, interval, colour, hollow }: Mark & { kind: 'dot' }, x: Scale, y: Scale): string {
  const centre = pixel(x(at[0]));
  const bar = interval
    ? `<path class="interval ${colour}" d="M${centre} ${pixel(y(interval[0]))}V${pixel(y(interval[1]))}"/>`
    : '';
  return `${bar}<circle class="${hollow ? 'dot hollow' : 'dot'} ${colour}" cx="${centre}" cy="${pixel(y(at[1]))}" r="4.5"/>`;
}

/** Polyline through the points that the scales can place, thinned to what the eye can tell apart. */
function path(points: readonly Point[], x: Scale, y: Scale): string {
  let d = '';
  let pen = false;
  let [lastX, lastY] = [Number.NaN, Number.NaN];
  points.forEach((point, i) => {
    const [px, py] = [x(point[0]), y(point[1])];
    if (!Number.isFinite(px) || !Number.isFinite(py)) {
      pen = false;
      return;
    }
    const near = Math.hypot(px - lastX, py - lastY) < 2;
    if (pen && near && i < points.length - 1) return;
    d += `${pen ? 'L' : 'M'}${pixel(px)} ${pixel(py)}`;
    [pen, lastX, lastY] = [true, px, py];
  });
  return d;
}

/** A tenth of a pixel is finer than any screen shows here. */
function pixel(value: number): string {
  return String(Math.round(Math.max(-9999, Math.min(9999, value)) * 10) / 10);
}
