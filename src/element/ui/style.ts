import { declarations } from '../draw/palette.ts';

/**
 * The look of the element. Outside, `--torus-…` properties and parts may change it.
 *
 * `--h` is the height of a figure. The canvas of a square picture is 50 pixels lower than wide, so that the picture with its
 * numbers fills it (views/field.ts), and its card 34 wider than that.
 */
export const style = `
:host { ${declarations('light')} }
@media (prefers-color-scheme: dark) { :host(:not([theme="light"])) { ${declarations('dark')} } }
:host([theme="dark"]) { ${declarations('dark')} }
:host {
  display: block;
  container: torus / inline-size;
  color: var(--torus-ink);
  font: 16px / 1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums;
  color-scheme: light dark;
  /* Decks and notebooks have other ideas, which would be inherited. */
  text-align: start; text-transform: none; letter-spacing: normal; white-space: normal;
}
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }
:host([hidden]) { display: none; }
*, *::before { box-sizing: border-box; }
[hidden] { display: none !important; }
.root { --h: var(--torus-height, 270px); display: grid; gap: 8px; grid-template-columns: minmax(0, 1fr);
  font-size: clamp(16px, 11.5px + 0.36cqw, 20px); }
.card { margin: 0; padding: 10px 16px; min-width: 0; background: var(--torus-paper);
  border: 1px solid var(--torus-line); border-radius: 12px; }
h2 { margin: 0; font-size: 1em; font-weight: 600; }
p, dl, dd { margin: 0; }
.quiet { color: var(--torus-soft); }
figure { display: flex; flex-direction: column; }
canvas { display: block; flex: none; width: 100%; height: var(--h); }
.square { container-type: inline-size; }
.square canvas { height: min(var(--torus-square, 680px), 100cqw - 50px); }
select, input, button, .button { font: inherit; font-size: 0.94em; color: inherit; }
select, input[type="text"], button, .button { min-height: 38px; padding: 4px 10px; background: var(--torus-field);
  border: 1px solid color-mix(in srgb, var(--torus-soft) 55%, transparent); border-radius: 8px; }
input[type="text"] { margin-top: 6px; font-family: ui-monospace, "Cascadia Code", Menlo, Consolas, monospace; font-size: 0.9em; }
input[type="range"] { min-height: 40px; min-width: 0; margin: 0; accent-color: var(--torus-accent); }
input[aria-invalid="true"] { border-color: var(--torus-error); }
.drawable canvas { cursor: crosshair; touch-action: none; }
.ruled canvas { touch-action: pan-y; }
.handles { display: grid; margin: 0 8px 0 50px; }
.handles input { min-height: 24px; }
[aria-pressed="true"] { border-color: var(--torus-accent); color: var(--torus-accent); }
.easel { position: relative; overflow: clip; }
.brush { position: absolute; border: 1.5px solid #fff; border-radius: 4px; outline: 1px solid rgb(0 0 0 / 0.6);
  background: rgb(128 128 128 / 0.2); pointer-events: none; }
.square .brush { border-radius: 50%; }
.tools { display: flex; flex-wrap: wrap; gap: 6px 10px; align-items: center; margin-top: 6px; }
.tools input { width: 5.5em; }
.hint { flex-basis: 100%; font-size: 0.86em; }
.button { position: relative; display: inline-grid; align-items: center; cursor: pointer; }
.button:focus-within { outline: 2px solid var(--torus-accent); outline-offset: 2px; }
button { cursor: pointer; }
:is(button:enabled, .button, select):hover { border-color: var(--torus-accent); }
button:disabled { opacity: 0.5; cursor: default; }
button.primary { min-width: 5.6em; background: var(--torus-accent); border-color: var(--torus-accent);
  color: var(--torus-on-accent); font-weight: 600; }
button.icon { min-width: 40px; padding: 0; }
:focus-visible { outline: 2px solid var(--torus-accent); outline-offset: 2px; }
.toolbar { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; padding-block: 6px; }
.seek { flex: 1 1 140px; }
.clock { min-width: 7.2em; text-align: right; font-size: 1.1em; }
/* The choice of what is shown stands first, as the title of the figure. */
.head { display: flex; flex-wrap: wrap; gap: 6px 10px; align-items: center; margin-bottom: 4px; }
.choices { display: contents; }
.inline { display: inline-flex; gap: 6px; align-items: center; font-size: 0.94em; }
.inline:has([part="show"], [part="chart"]) { order: -2; margin-right: auto; font-weight: 600; }
[part="show"] { max-width: 9.4em; }
[part="draw"], [part="range"] { max-width: 8em; }
[part="picture"] { order: 1; }
.head h2, .inline:has([part="show"], [part="chart"], [part="axes"]) .quiet, .unseen { position: absolute; width: 1px; height: 1px;
  overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.key { display: flex; flex-wrap: wrap; gap: 2px 14px; margin: 4px 0 0; padding: 0; list-style: none; font-size: 0.88em; color: var(--torus-soft); }

.key li { display: inline-flex; gap: 6px; align-items: center; }
.key i { width: 18px; border-top: 2px solid currentColor; }
.key .area { height: 12px; }
.key .density { color: var(--torus-density); background: var(--torus-density-fill); }
.key .target { color: var(--torus-target); }
.key .area.target { background: var(--torus-target-fill); }
.key .energy { color: var(--torus-density); }
.key .fitted { color: var(--torus-fitted-fill); border-top-width: 9px; }
.key .predicted { color: var(--torus-predicted); border-top-style: dashed; }
.key .second { color: var(--torus-second); border-top-style: dashed; }
.key .third { color: var(--torus-third); border-top-style: dotted; }
.rates, .numbers { display: flex; flex-wrap: wrap; gap: 4px 24px; margin-top: 4px; }
dt { font-size: 0.82em; color: var(--torus-soft); }
.rates output { font-size: 1.25em; font-weight: 600; }
.rates .fitted { color: var(--torus-fitted); }
.rates .predicted { color: var(--torus-predicted); }
.rates dd { line-height: 1.7; }
.numbers { justify-content: space-between; gap: 4px 12px; }
sup { line-height: 0; }
/* Some lines high: the page must not jump when the words change. */
.note { min-height: 3em; }
.note, .reason { margin-top: 4px; font-size: 0.86em; }
.status, .error { padding: 0 4px; font-size: 0.92em; }
.status:empty { display: none; }
.error { color: var(--torus-error); white-space: pre-line; }
.settings .reason { grid-column: 1 / -1; margin: 0; }
.settings { display: grid; gap: 10px 20px; grid-template-columns: repeat(2, minmax(0, 1fr)); align-items: start; }
.settings h2 { grid-column: 1 / -1; }
.field label { display: flex; justify-content: space-between; margin-bottom: 4px; font-size: 0.9em; font-weight: 600; }
.field select, .field input { width: 100%; }
.keep { display: flex; flex-wrap: wrap; grid-column: 1 / -1; gap: 6px; align-items: center; font-size: 0.9em; }
summary { margin-top: 6px; font-size: 0.88em; color: var(--torus-soft); cursor: pointer; }
.scrolled { max-height: 240px; overflow: auto; }
table { width: 100%; border-collapse: collapse; font-size: 0.86em; }
th, td { padding: 2px 10px 2px 0; text-align: left; font-weight: 400; border-bottom: 1px solid var(--torus-line); white-space: nowrap; }
th { color: var(--torus-soft); position: sticky; top: 0; background: var(--torus-paper); }
/* One below the other: the figure first, and what moves it under it. */
@container torus (max-width: 819px) {
  .full [part="field"] { order: -1; }
  .card { padding-inline: 12px; }
}
@container torus (max-width: 480px) {
  select, input, button, .button { min-height: 40px; }
  .seek, .clock { order: 1; }
  button.icon { margin-left: auto; }
  .clock { min-width: 0; }
  .numbers { justify-content: flex-start; gap: 4px 24px; }
  [part="draw"], [part="range"] { max-width: 6.9em; }
  [part="picture"] { padding-inline: 8px; font-size: 0.86em; }
  .rates { gap: 4px 20px; }
  .rates .quiet { display: block; font-size: 0.82em; }
  .keep button { flex: 1; padding-inline: 4px; }
}
@container torus (min-width: 640px) {
  .root:is(.minimal, .none) { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .root:has(> [part="decay"][hidden]) { grid-template-columns: minmax(0, 1fr); }
  .root > :not(figure) { grid-column: 1 / -1; }
}
@container torus (min-width: 820px) {
  .root { --h: var(--torus-height, clamp(270px, 36cqw - 123px, 640px)); grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .root:has(> .square) { --h: var(--torus-square, clamp(270px, 40cqw - 132px, 680px)); grid-template-columns: calc(var(--h) + 84px) minmax(0, 1fr); }
  .root:has(> [part="decay"][hidden]) { grid-template-columns: minmax(0, 1fr); }
  .settings { grid-template-columns: repeat(5, minmax(0, 1fr)); }
}
/* Figures and numbers, on one sheet of paper. */
@media print {
  .root { --torus-height: 260px; --torus-square: 380px; }
  .toolbar > :not(.clock), .settings, summary, .tools, .hint, .inline:not(:has([part="show"], [part="chart"])), [part="picture"] { display: none; }
  .toolbar { display: block; border: 0; padding: 0; }
  .clock { text-align: left; }
  .card { break-inside: avoid; }
  select { border: 0; padding: 0; background: none; appearance: none; }
  .key i { print-color-adjust: exact; }
}
/* Where the system chooses the colours, swatches keep theirs: they stand for what canvases draw. */
@media (forced-colors: active) {
  .key i, canvas { forced-color-adjust: none; }
  button.primary { border-width: 3px; }
}
@media (prefers-contrast: more) {
  :host { --torus-soft: var(--torus-ink); --torus-line: color-mix(in srgb, var(--torus-ink) 35%, transparent); }
  select, input, button, .button { border-color: currentColor; }
}
.none .card { padding: 0; border: 0; background: none; }
.none .head, .none .key, .none figcaption, .none details { display: none; }
:host(:fullscreen) { padding: 14px 18px; overflow: auto; background: var(--torus-field); }
:host(:fullscreen) .root { --torus-height: max(240px, 100vh - 290px); --torus-square: max(240px, 100vh - 290px); }
`;
