/** The report's look: one style sheet, light and dark, from a phone's width to a desk's and to paper. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #fdfcf9; --card: #ffffff; --ink: #1d2430; --soft: #5b6472; --line: #e3e0d8; --grid: #ece9e2;
  --accent: #0b5d8a; --good: #1b7f4b; --warn: #a35a00;
  --d0: #6b7280; --d1: #0072b2; --d2: #c2570c; --d3: #00825f;
  --n0: #5b3f9e; --n1: #8a4fbf; --n2: #b5539c; --n3: #d1495b; --n4: #e07a3f;
  --f0: #9aa3b0; --f1: #5fb3c8; --f2: #3d96b8; --f3: #2878a4; --f4: #1c5b8c; --f5: #143f6e;
  --target: #e8c170;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #12161d; --card: #191f29; --ink: #e8eaee; --soft: #a3acba; --line: #2b3340; --grid: #262e3a;
    --accent: #6db8e3; --good: #5fce93; --warn: #f0a84c;
    --d0: #a5adba; --d1: #56b4e9; --d2: #f28e4b; --d3: #3fc79a;
    --n0: #a48df0; --n1: #c18cf0; --n2: #e58cd0; --n3: #f2808f; --n4: #f5a470;
    --f0: #697384; --f1: #245f7c; --f2: #2f7d9f; --f3: #439cc2; --f4: #6bbbdd; --f5: #a5dcf2;
    --target: #7a6430;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 17px/1.6 "Iowan Old Style", "Palatino Linotype", Palatino, Charter, Georgia, serif;
}
main { max-width: 1120px; margin: 0 auto; padding: 0 20px 80px; }
header { padding: 56px 0 8px; }
h1 { font-size: clamp(1.9rem, 4.6vw, 3rem); line-height: 1.14; margin: 0 0 .5em; letter-spacing: -.01em; text-wrap: balance; }
h2 { font-size: 1.6rem; margin: 2.4em 0 .3em; padding-top: .9em; border-top: 1px solid var(--line); }
h3 { font-size: 1.08rem; margin: 0 0 .4em; }
p, ul.plain { max-width: 68ch; margin: .6em 0; }
sub, sup { font-size: .72em; line-height: 0; }
sub sup, sup sub { font-size: .85em; }
.lead { font-size: 1.14rem; }
.eyebrow, figcaption, .key, table, nav, .facts, footer, summary, .column-head, svg text {
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
.eyebrow { color: var(--accent); font-weight: 600; font-size: .85rem; margin: 0 0 1em; }
a { color: var(--accent); }
.math { font-style: italic; white-space: nowrap; }
nav { display: flex; flex-wrap: wrap; gap: 6px 8px; margin: 20px 0 0; font-size: .9rem; }
nav a { padding: 3px 12px; border: 1px solid var(--line); border-radius: 99px; text-decoration: none; background: var(--card); }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(215px, 1fr)); gap: 14px; margin: 28px 0; padding: 0; list-style: none; }
.facts li { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 14px 18px; font-size: .92rem; line-height: 1.45; color: var(--soft); }
.facts b { display: block; color: var(--ink); font-size: 1.6rem; font-weight: 650; line-height: 1.25; letter-spacing: -.01em; }
.pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 18px 24px; margin: 14px 0; }
.column-head { font-weight: 600; font-size: 1rem; margin: 6px 0 -6px; }
figure { margin: 0; background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 14px 12px 10px; min-width: 0; }
figure svg { display: block; width: 100%; height: auto; }
figcaption b { color: var(--ink); }
figcaption { font-size: .84rem; line-height: 1.45; color: var(--soft); padding: 6px 8px 4px; }
.key { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 12px 0; padding: 0; font-size: .9rem; }
.key li { display: inline-flex; align-items: center; gap: 8px; }
.scroll { overflow-x: auto; margin: 14px 0; border: 1px solid var(--line); border-radius: 12px; background: var(--card); }
table { border-collapse: collapse; width: 100%; font-size: .86rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding: 12px 14px 6px; font-weight: 600; color: var(--ink); }
th, td { padding: 7px 12px; text-align: right; white-space: nowrap; border-top: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; border-top: 0; vertical-align: bottom; }
.words { text-align: left; }

.verdict { font-weight: 600; }
.good { color: var(--good); } .warn { color: var(--warn); } .none { color: var(--soft); font-weight: 400; }
details { margin: 14px 0; }
details ul { font-size: .94rem; }
summary { cursor: pointer; color: var(--accent); font-size: .95rem; }
footer { margin-top: 56px; padding-top: 18px; border-top: 1px solid var(--line); font-size: .86rem; color: var(--soft); }
code { font-size: .88em; }
svg .grid { stroke: var(--grid); fill: none; }
svg .axis { stroke: var(--soft); fill: none; }
svg .tick { fill: var(--soft); font-size: 12px; }
svg .label { fill: var(--ink); font-size: 13px; }
svg .curve { stroke: currentColor; stroke-width: 2; fill: none; stroke-linejoin: round; }
svg .thin { stroke-width: 1.8; }
svg .halo { stroke: currentColor; stroke-width: 11; stroke-opacity: .2; fill: none; stroke-linejoin: round; }
svg .fit { stroke: currentColor; stroke-width: 1.4; stroke-dasharray: 7 4; fill: none; }
svg .predicted { stroke: currentColor; stroke-width: 1.3; stroke-dasharray: 1.5 3.5; stroke-linecap: round; fill: none; }
svg .band { fill: currentColor; fill-opacity: .1; }
svg .area { fill: currentColor; fill-opacity: .55; stroke: none; }
svg .dot { fill: currentColor; stroke: currentColor; stroke-width: 2; }
svg .hollow { fill: var(--card); }
svg .interval { stroke: currentColor; stroke-width: 1.5; }
.ink { color: var(--ink); } .target { color: var(--target); }
.data-0 { color: var(--d0); } .data-1 { color: var(--d1); } .data-2 { color: var(--d2); } .data-3 { color: var(--d3); }
.norm-0 { color: var(--n0); } .norm-1 { color: var(--n1); } .norm-2 { color: var(--n2); } .norm-3 { color: var(--n3); } .norm-4 { color: var(--n4); }
.frame-0 { color: var(--f0); } .frame-1 { color: var(--f1); } .frame-2 { color: var(--f2); } .frame-3 { color: var(--f3); } .frame-4 { color: var(--f4); } .frame-5 { color: var(--f5); }
@media (max-width: 760px) {
  body { font-size: 16px; }
  main { padding: 0 14px 60px; }
  header { padding-top: 32px; }
  .pair { grid-template-columns: minmax(0, 1fr); }
  .column-head { display: none; }
  figure { padding: 8px 4px 6px; }
  svg .tick { font-size: 14px; } svg .label { font-size: 15px; }
}
@media print { .scroll { overflow: visible; } figure, tr { break-inside: avoid; } nav { display: none; } }
`;
