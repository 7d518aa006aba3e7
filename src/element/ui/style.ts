import { declarations } from '../draw/palette.ts';

/** The look of the element. Outside, `--torus-…` properties and parts may change it. */
export const style = `
:host { ${declarations('light')} }
@media (prefers-color-scheme: dark) { :host(:not([theme="light"])) { ${declarations('dark')} } }
:host([theme="dark"]) { ${declarations('dark')} }
:host {
  display: block;
  container-type: inline-size;
  color: var(--torus-ink);
  font: 16px / 1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums;
  color-scheme: light dark;
}
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }
:host([hidden]) { display: none; }
*, *::before { box-sizing: border-box; }
[hidden] { display: none !important; }
.root { display: grid; gap: 12px; grid-template-columns: minmax(0, 1fr); }
.stage { display: grid; gap: 12px; align-content: start; grid-template-columns: minmax(0, 1fr); }
.panels { display: grid; gap: 12px; grid-template-columns: minmax(0, 1fr); }
.card { margin: 0; padding: 12px 16px; min-width: 0; background: var(--torus-paper);
  border: 1px solid var(--torus-line); border-radius: 12px; }
h2 { margin: 0; font-size: 1rem; font-weight: 600; }
p, dl, dd { margin: 0; }
.quiet { color: var(--torus-soft); }
figure { display: flex; flex-direction: column; }
canvas { display: block; flex: 1 0 auto; width: 100%; height: var(--torus-height, 270px); }
.square canvas { height: min(var(--torus-square, 480px), 100cqw - 40px); }
select, input, button { font: inherit; color: inherit; }
select, input[type="text"], button { min-height: 38px; padding: 4px 10px; background: var(--torus-field);
  border: 1px solid color-mix(in srgb, var(--torus-soft) 55%, transparent); border-radius: 8px; }
input[type="text"] { margin-top: 6px; font-family: ui-monospace, "Cascadia Code", Menlo, Consolas, monospace; font-size: 0.9rem; }
input[type="range"] { min-height: 28px; min-width: 0; accent-color: var(--torus-accent); }
input[aria-invalid="true"] { border-color: var(--torus-error); }
.drawable canvas { cursor: crosshair; touch-action: none; }
.button { position: relative; padding: 3px 10px; border: 1px solid color-mix(in srgb, var(--torus-soft) 55%, transparent);
  border-radius: 8px; font-size: 0.9rem; cursor: pointer; }
.button:hover { border-color: var(--torus-accent); }
.button:focus-within { outline: 2px solid var(--torus-accent); outline-offset: 2px; }
button { cursor: pointer; }
button:hover:enabled { border-color: var(--torus-accent); }
button:disabled { opacity: 0.5; cursor: default; }
button.primary { min-width: 84px; background: var(--torus-accent); border-color: var(--torus-accent);
  color: var(--torus-on-accent); font-weight: 600; }
:focus-visible { outline: 2px solid var(--torus-accent); outline-offset: 2px; }
.toolbar { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
.seek { flex: 1 1 140px; }
.clock { min-width: 7.5em; text-align: right; font-size: 1.1rem; }
.head { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; margin-bottom: 6px; }
.key { flex: 1 1 auto; }
.choices { display: flex; flex-wrap: wrap; gap: 4px 12px; }
.head select { min-height: 32px; padding-block: 2px; }
.inline { display: inline-flex; gap: 6px; align-items: center; font-size: 0.9rem; }
.key { display: flex; flex-wrap: wrap; gap: 2px 14px; margin: 0; padding: 0; list-style: none; font-size: 0.86rem; color: var(--torus-soft); }
.key li { display: inline-flex; gap: 6px; align-items: center; }
.key i { width: 18px; border-top: 2px solid currentColor; }
.key .area { height: 12px; }
.key .density { color: var(--torus-density); background: var(--torus-density-fill); }
.key .target { color: var(--torus-target); }
.key .area.target { background: var(--torus-target-fill); }
.key .energy { color: var(--torus-density); }
.key .fitted { color: var(--torus-fitted); border-top-width: 4px; }
.key .predicted { color: var(--torus-predicted); border-top-style: dashed; }
.key .second { color: var(--torus-second); border-top-style: dashed; }
.key .third { color: var(--torus-third); border-top-style: dotted; }
.rates { display: flex; flex-wrap: wrap; gap: 4px 28px; margin-top: 6px; }
.rates dt { font-size: 0.82rem; color: var(--torus-soft); }
.rates output { font-size: 1.2rem; font-weight: 600; }
.rates .fitted { color: var(--torus-fitted); }
.rates .predicted { color: var(--torus-predicted); }
.rates dd { line-height: 1.7; }
sup { line-height: 0; }
/* Some lines high: the page must not jump when the words change. */
.note { margin-top: 4px; min-height: 3em; font-size: 0.86rem; }
.status, .error { padding: 0 4px; font-size: 0.92rem; }
.status:empty { display: none; }
.error { color: var(--torus-error); white-space: pre-line; }
.settings { align-self: start; }
.field { margin-top: 12px; }
.field label { display: flex; justify-content: space-between; margin-bottom: 4px; font-size: 0.9rem; font-weight: 600; }
.field select, .field input { width: 100%; }
.numbers { margin-top: 16px; padding-top: 8px; border-top: 1px solid var(--torus-line); font-size: 0.9rem; }
.numbers div { display: flex; justify-content: space-between; gap: 12px; }
.numbers dt { color: var(--torus-soft); }
.reason { margin-top: 8px; font-size: 0.86rem; }
.keep { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; margin-top: 14px; font-size: 0.9rem; }
button.small { min-height: 30px; padding: 1px 8px; font-size: 0.82rem; }
summary { margin-top: 6px; font-size: 0.88rem; color: var(--torus-soft); cursor: pointer; }
.scrolled { max-height: 240px; overflow: auto; }
table { width: 100%; border-collapse: collapse; font-size: 0.86rem; }
th, td { padding: 2px 10px 2px 0; text-align: left; font-weight: 400; border-bottom: 1px solid var(--torus-line); white-space: nowrap; }
th { color: var(--torus-soft); position: sticky; top: 0; background: var(--torus-paper); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@container (min-width: 820px) {
  .full { grid-template-columns: 280px minmax(0, 1fr); }
  .settings { grid-row: 1; grid-column: 1; }
  .stage { grid-column: 2; }
}
@container (min-width: 1180px) {
  .panels:not(.single) { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  canvas { height: var(--torus-height, 360px); }
}
@container (min-width: 700px) {
  .minimal .panels:not(.single), .none .panels:not(.single) { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
}
.none .card { padding: 0; border: 0; background: none; }
.none .head, .none figcaption, .none details { display: none; }
`;
