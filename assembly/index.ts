export { complexForward, complexInverse, complexPlan } from './fft/complex';
export { flux, fluxPlan } from './fft/flux';
export { realForward, realInverse, realPlan } from './fft/real';
export { arenaAllocate, reset as arenaReset } from './memory';
