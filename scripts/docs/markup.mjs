// TypeDoc's pages as those need them who do not see them, or do not use a pointer. Each rule mends one thing that axe
// finds in TypeDoc's own markup; tests/browser-site.test.ts holds the pages to that.

/** Where the matter of a page is, and what stands beside it. */
const landmarks = (html) =>
  html
    .replace('<div class="col-content">', '<div class="col-content" role="main">')
    .replace('<div class="page-menu">', '<div class="page-menu" role="complementary" aria-label="This page">')
    .replace('<nav class="tsd-navigation">', '<nav class="tsd-navigation" aria-label="Site">');

/** A heading that opens and closes a section is a button, in which no link can stand. */
const summaries = (html) =>
  html.replace(/<summary.*?<\/summary>/gs, (summary) =>
    summary.replace(/<a href="#[^"]*" aria-label="Permalink".*?<\/a>/gs, ''),
  );

/** Columns without a heading have none, rather than an empty one; wide tables scroll, and stay tables. */
const tables = (html) =>
  html
    .replace(/<th>\s*<\/th>/g, '<td></td>')
    .replace(/<table>.*?<\/table>/gs, (table) => `<div class="scrolls">${table}</div>`);

/** Headings count without gaps, whatever size they are shown in. */
function headings(html) {
  const above = [];
  return html.replace(/<h([1-6])\b/g, (tag, size) => {
    while (above.length > 0 && above.at(-1) >= size) above.pop();
    above.push(size);
    return above.length === Number(size) ? tag : `${tag} aria-level="${above.length}"`;
  });
}

export const mend = (html) => headings(tables(summaries(landmarks(html))));
