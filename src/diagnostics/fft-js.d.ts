/** The part of fft.js that is used here; the package brings no types. */
declare module 'fft.js' {
  export default class FFT {
    /** A power of two, at least 2. */
    constructor(size: number);
    /** out_k = Σ_j data_j e^{−2πi jk/size}, interleaved complex; `out` and `data` must differ. */
    transform(out: Float64Array, data: Float64Array): void;
    realTransform(out: Float64Array, data: Float64Array): void;
    completeSpectrum(spectrum: Float64Array): void;
    /** data_j = (1/size) Σ_k … e^{+2πi jk/size}. */
    inverseTransform(out: Float64Array, data: Float64Array): void;
    createComplexArray(): number[];
  }
}
