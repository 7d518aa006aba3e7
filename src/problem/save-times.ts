import { refuse } from './error.ts';
import type { Save } from './types.ts';

const DEFAULT: Save = { count: 200, spacing: 'log' };
/** First of times spaced by the logarithm, as a share of the end. */
const LOG_FIRST = 1e-4;

/**
 * The times at which a run is saved: ascending, from the list or the rule of `save`, the last one `end`.
 * A rule gives time 0 and then `count` times from `first` to `end`.
 */
export function saveTimes(save: Save = DEFAULT, end: number): Float64Array {
  return 'times' in save ? listed(save.times, end) : spaced(save, end);
}

/** The save times at which the density is kept: all, or as many as `save` says, evenly among them and the last. */
export function densityTimes({ densities }: Save = DEFAULT, times: Float64Array): Float64Array {
  if (densities === undefined || densities >= times.length) return times;
  const last = times.length - 1;
  const step = last / Math.max(densities - 1, 1);
  return Float64Array.from({ length: densities }, (_, i) => times[last - Math.round(i * step)]).reverse();
}

function listed(times: ArrayLike<number>, end: number): Float64Array {
  if (times.length === 0) refuse('save.times', times, 'must not be empty');
  for (let i = 0; i < times.length; i++) {
    const path = `save.times[${i}]`;
    const t = times[i];
    if (typeof t !== 'number' || !(t >= 0 && t <= end))
      refuse(path, t ?? null, `must be a number from 0 to end, ${end}`);
    if (i > 0 && t === times[i - 1]) refuse(path, t, 'is given twice');
    if (i > 0 && t < times[i - 1]) refuse(path, t, `must come after ${times[i - 1]}: times ascend`);
  }
  const last = times[times.length - 1];
  return Float64Array.from(last === end ? Array.from(times) : [...Array.from(times), end]);
}

function spaced(save: Exclude<Save, { times: unknown }>, end: number): Float64Array {
  const { count, spacing = 'log', first = spacing === 'log' ? end * LOG_FIRST : end / count } = save;
  if (first >= end && count > 1) refuse('save.first', first, `must come before end, ${end}`);
  const times = new Float64Array(count + 1);
  for (let i = 1; i < count; i++) {
    const part = (i - 1) / (count - 1);
    times[i] = spacing === 'log' ? first * (end / first) ** part : first + (end - first) * part;
  }
  times[count] = end;
  const stuck = times.findIndex((t, i) => i > 0 && !(t > times[i - 1]));
  if (stuck >= 0) refuse('save.count', count, `gives times too close to each other to tell apart`);
  return times;
}
