// What leaves a flow and comes back: densities, spectra, states.
import { scaleVelocity } from './continuity';
import { Flow } from './flow';
import { toField } from '../spectral/transform';

/** Writes μ = ν + h on the problem's grid to flow.samples and returns its address. */
export function density(flow: Flow): usize {
  for (let i: usize = 0, end = <usize>flow.modes.count << 4; i < end; i += 16) {
    v128.store(flow.spectrum + i, f64x2.add(v128.load(flow.h + i), v128.load(flow.target + i)));
  }
  toField(flow.grid, flow.spectrum, flow.samples);
  return flow.samples;
}

/** To be called when the state block was overwritten from outside. */
export function restored(flow: Flow): void {
  scaleVelocity(flow.equation, flow.progress.velocityScale);
}

export function samples(flow: Flow): usize {
  return flow.samples;
}
export function state(flow: Flow): usize {
  return flow.state;
}
export function stateBytes(flow: Flow): usize {
  return flow.stateBytes;
}
export function history(flow: Flow): usize {
  return flow.history;
}
export function norms(flow: Flow): usize {
  return flow.normValues;
}
export function spectrum(flow: Flow): usize {
  return flow.h;
}
export function modeCount(flow: Flow): i32 {
  return flow.modes.count;
}
