// What stands in the head of every page: what it is about, for those who find or share it, and its few own scripts.
import { JSX } from 'typedoc';

const { createElement, Fragment, Raw } = JSX;

/** What a page is about: its first paragraph, or the first of the docstring, as text of at most 200 letters. */
export function describe(page) {
  const { content, comment, signatures, readme } = page.model;
  const parts = content ?? readme ?? comment?.summary ?? signatures?.[0].comment?.summary ?? [];
  const paragraphs = parts
    .map(({ text }) => text)
    .join('')
    .split(/\n\s*\n/);
  // Not a heading, a list or a table, unless there is nothing else.
  const text = (paragraphs.find((paragraph) => !/^(#|\||<|- )/.test(paragraph)) ?? paragraphs[1] ?? '')
    .replace(/^- /gm, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[`*$]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return text.length <= 200 ? text : `${text.slice(0, 199).replace(/\s\S*$/, '')}…`;
}

const metas = (page) => {
  const title =
    page.isDocument?.() || !page.model.parent ? page.model.name : `${page.model.name} · torusflow`;
  return [
    { property: 'og:type', content: 'website' },
    { property: 'og:site_name', content: 'torusflow' },
    { property: 'og:title', content: title },
    { property: 'og:description', content: describe(page) },
    { name: 'theme-color', media: '(prefers-color-scheme: light)', content: '#f2f4f8' },
    { name: 'theme-color', media: '(prefers-color-scheme: dark)', content: '#2b2e33' },
  ];
};

/** What scrolls sideways is a stop of the tab key while it does. */
const stops = `
  const stop = (part) => part.scrollWidth > part.clientWidth ? part.tabIndex = 0 : part.removeAttribute('tabindex');
  const seen = new ResizeObserver((entries) => entries.forEach(({ target }) => stop(target)));
  document.querySelectorAll('pre, .scrolls, .katex-display').forEach((part) => seen.observe(part));`;

/** The guide is open in the navigation until it is closed by hand. */
const open = `try { localStorage.getItem('tsd-accordion-Guide') ?? localStorage.setItem('tsd-accordion-Guide', 'true') } catch {}`;

/** Flows in the colours of the site. */
const follow = `
  const paint = () => {
    const { theme } = document.documentElement.dataset;
    for (const flow of document.querySelectorAll('torus-flow')) flow.setAttribute('theme', theme === 'os' ? 'auto' : theme);
  };
  new MutationObserver(paint).observe(document.documentElement, { attributeFilter: ['data-theme'] });
  paint();`;

const script = (text, type) => createElement('script', { type }, createElement(Raw, { html: text }));

export function head({ page, relativeURL }) {
  const plays = page.model.content?.some(({ text }) => /^<torus-flow/m.test(text));
  return createElement(
    Fragment,
    null,
    ...metas(page).map((meta) => createElement('meta', meta)),
    script(open),
    script(stops, 'module'),
    ...(plays
      ? [
          createElement('script', { type: 'module', src: relativeURL('assets/element.js', true) }),
          script(follow, 'module'),
        ]
      : []),
  );
}
