// What is recorded after accepted steps: rows of time, energy, dissipation, tail, drift and the norms. A fixed number
// of rows: when they are full, every other one is dropped and from then on half as many steps are recorded.
import { Flow } from './flow';

export const HISTORY_ROWS: i32 = 2048;

/** Numbers in a row. */
// @ts-ignore: decorator
@inline
export function historyColumns(norms: i32): i32 {
  return 5 + norms;
}

export function recordHistory(flow: Flow): void {
  const p = flow.progress;
  p.historyWaiting += 1;
  if (p.historyWaiting < p.historyStride) return;
  p.historyWaiting = 0;
  if (<i32>p.historyRows == HISTORY_ROWS) thin(flow);
  const at = flow.history + ((<usize>(<i32>p.historyRows * historyColumns(flow.norms))) << 3);
  store<f64>(at, p.time);
  store<f64>(at, p.energy, 8);
  store<f64>(at, p.dissipation, 16);
  store<f64>(at, p.tail, 24);
  store<f64>(at, p.drift, 32);
  memory.copy(at + 40, flow.normValues, <usize>flow.norms << 3);
  p.historyRows += 1;
}

function thin(flow: Flow): void {
  const width = <usize>historyColumns(flow.norms) << 3;
  for (let row: usize = 1; row < <usize>HISTORY_ROWS / 2; row++) {
    memory.copy(flow.history + row * width, flow.history + 2 * row * width, width);
  }
  flow.progress.historyRows = <f64>(HISTORY_ROWS / 2);
  flow.progress.historyStride *= 2;
}
