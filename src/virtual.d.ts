/** Modules that the build makes: see scripts/esbuild.mjs. */
declare module 'virtual:core-wasm' {
  /** The compiled solver, deflated, as base64 text. */
  const base64: string;
  export default base64;
}
declare module 'virtual:core-threads-wasm' {
  /** The build for several threads on one memory, likewise. */
  const base64: string;
  export default base64;
}
declare module 'virtual:worker-source' {
  /** The self-contained worker as JavaScript text. */
  const source: string;
  export default source;
}
/** src/image-decoders.ts, or in a bundle for browsers, which decode by themselves, nothing: see package.json. */
declare module '#image-decoders' {
  export function decode(bytes: Uint8Array): {
    width: number;
    height: number;
    data: Uint8Array | Uint16Array;
  };
}
/** The package's version, put in by the build. */
declare const __VERSION__: string;
