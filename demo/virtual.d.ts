declare module 'virtual:formulas' {
  /** Texts with formulas, as HTML. */
  export const html: Record<string, string>;
}
declare module 'virtual:formulas.css';
