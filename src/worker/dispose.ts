/// <reference lib="esnext.disposable" preserve="true" />

/** `Symbol.asyncDispose`; engines that lack it know it by this name, as the helpers of compilers do. */
export const asyncDispose: typeof Symbol.asyncDispose =
  Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose');
