/** Modules that the build makes: see scripts/esbuild.mjs. */
declare module 'virtual:core-wasm' {
  /** The compiled solver as base64 text. */
  const base64: string;
  export default base64;
}
declare module 'virtual:worker-source' {
  /** The self-contained worker as JavaScript text. */
  const source: string;
  export default source;
}
/** The package's version, put in by the build. */
declare const __VERSION__: string;
