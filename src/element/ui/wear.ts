import { style } from './style.ts';

/** One sheet for all elements of a document, made by script: policies forbid `<style>` elements before they forbid that. */
const sheets = new WeakMap<Document, CSSStyleSheet>();

/** Dresses a shadow in the element's style; again after it has come into another document, which takes it off. */
export function wear(shadow: ShadowRoot): void {
  const { ownerDocument } = shadow.host;
  let sheet = sheets.get(ownerDocument);
  if (!sheet) {
    const { CSSStyleSheet } = ownerDocument.defaultView as Window & typeof globalThis;
    sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    sheets.set(ownerDocument, sheet);
  }
  shadow.adoptedStyleSheets = [sheet];
}
