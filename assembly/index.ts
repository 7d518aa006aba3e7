// What JavaScript sees: addresses and numbers. src/engine is the one place that calls these.
export { complexForward, complexInverse, complexPlan } from './fft/complex';
export { flux, fluxPlan } from './fft/flux';
export { realForward, realInverse, realPlan } from './fft/real';
export { density, history, modeCount, norms, restored, samples, spectrum, state, stateBytes } from './flow/exchange';
export { setFilter } from './flow/filter';
export { columnsToFields, fluxesToColumns, product, productOfSlabs } from './flow/product';
export { layFlow, takeInitial, takeTarget } from './flow/setup';
export { advance } from './integrators/advance';
export { advancePositions } from './integrators/advance-positions';
export { phi } from './integrators/phi';
export { arenaAllocate, reset as arenaReset } from './memory';
export {
  beginCircle, circleCharges, circleSamples, circleTargetCharges, circleTargets, evaluatePoints, evaluateUnsorted, layCircle, sortCircle,
} from './particles/circle';
export { gradientToPoints, layNufft, modesToPoints, pointOrder, pointsToModes, setPoints } from './particles/nufft';
export { pointLabels, pointPositions, pointVelocities, pointWeights } from './particles/points';
export {
  columnPairs, columnsToSpectrum, columnsToWork, fieldBytes, layTransform, layWork, slabs, slabsToField, slabsToWork,
  toBlocks, toField, toSpectrum,
} from './spectral/transform';
export {
  beginTorus, layTorus, layTorusNear, torusSamples, torusTargets, torusTargetWeights,
} from './particles/torus';
export { cellAverages, cellTarget } from './transport/finite-volume';
export { advanceFiniteVolume } from './transport/finite-volume-advance';
export { beginFiniteVolume, layFiniteVolume, restoredFiniteVolume } from './transport/finite-volume-setup';
export { evaluateMap } from './transport/lagrangian';
export { mapDensity, mapEdges, mapMasses } from './transport/lagrangian-observe';
export { beginMap, layMap } from './transport/lagrangian-setup';
