// npm run docs: the documentation as static files in site/, for any server and any folder on it. Pages are the Markdown
// files of the repository, where they stand; the reference of functions and types is made of the docstrings.
import { appendFile, copyFile, mkdir, readdir } from 'node:fs/promises';
import { tex } from '@mdit/plugin-tex';
import { Application, Converter, JSX, PageEvent, RendererEvent } from 'typedoc';
import { fontFile, formula, styleOf } from './formulas.mjs';

/** The pages of docs/ in the order to read them; any other comes after these. */
const order = [
  'tutorial.md',
  'theory.md',
  'methods.md',
  'problem-file.md',
  'particles.md',
  'element.md',
  'command-line.md',
  'workers.md',
  'transforms.md',
  'glossary.md',
];
const place = (name) => (order.includes(name) ? order.indexOf(name) : order.length);
const markdown = async (folder) =>
  (await readdir(folder))
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
    .map((name) => `${folder}/${name}`);

const sections = {
  Guide: await markdown('docs'),
  'How to': await markdown('docs/howto'),
  Decisions: ['docs/decisions/README.md', ...(await markdown('docs/decisions'))],
  Changes: ['CHANGELOG.md'],
};

const app = await Application.bootstrapWithPlugins({
  name: 'torusflow',
  readme: 'README.md',
  entryPoints: ['src/index.ts', 'src/diagnostics/index.ts', 'src/element/index.ts'],
  projectDocuments: Object.values(sections).flat(),
  groupOrder: [...Object.keys(sections), 'Modules', '*'],
  navigation: { includeGroups: true, includeCategories: false, includeFolders: false },
  highlightLanguages: ['bash', 'css', 'html', 'javascript', 'json', 'markdown', 'python', 'typescript'],
  customCss: 'docs/site.css',
  markdownItLoader: (parser) => parser.use(tex, { render: formula, mathFence: true }),
  out: 'site',
  disableGit: true,
  disableSources: true,
  excludePrivate: true,
  hideGenerator: true,
  githubPages: true,
  validation: { notExported: false, notDocumented: false, invalidLink: true, invalidPath: true },
  treatWarningsAsErrors: true,
});

// A page is called what its heading says, and stands in the section that its file is listed in.
const files = Object.entries(sections).flatMap(([section, paths]) => paths.map((path) => [section, path]));
const titles = new Map();
app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_, page) => {
  const [section] = files[page.parent.documents.indexOf(page)];
  const heading = page.content
    .map((part) => part.text)
    .join('')
    .match(/^# (.+)$/m)[1];
  page.frontmatter.group = section;
  titles.set(page, heading.replaceAll('`', ''));
});
// Only now, so that the address of a page is made of its file's name.
app.renderer.on(RendererEvent.BEGIN, () => {
  for (const [page, title] of titles) page.name = title;
});

// Where the matter of a page is, for those who do not see it.
const contents = [];
app.renderer.on(PageEvent.END, (page) => {
  page.contents = page.contents?.replace(
    '<div class="col-content">',
    '<div class="col-content" role="main">',
  );
  contents.push(page.contents);
});

// Flows play where a page has the element, in the colours of the site.
const follow = `
  const paint = () => {
    const { theme } = document.documentElement.dataset;
    for (const flow of document.querySelectorAll('torus-flow')) flow.setAttribute('theme', theme === 'os' ? 'auto' : theme);
  };
  new MutationObserver(paint).observe(document.documentElement, { attributeFilter: ['data-theme'] });
  paint();`;
app.renderer.hooks.on('head.end', (context) => {
  const plays = context.page.model.content?.some(({ text }) => /^<torus-flow/m.test(text));
  if (!plays) return JSX.createElement(JSX.Fragment, null);
  const src = context.relativeURL('assets/element.js', true);
  return JSX.createElement(
    JSX.Fragment,
    null,
    JSX.createElement('script', { type: 'module', src }),
    JSX.createElement('script', { type: 'module' }, JSX.createElement(JSX.Raw, { html: follow })),
  );
});

const project = await app.convert();
if (!project) process.exit(1);
app.validate(project);
await app.generateOutputs(project);
await copyFile('dist/element.js', 'site/assets/element.js');

// What formulas need to be seen, beside the rest.
const fonts = [];
const style = styleOf(contents.join(''), (name) => {
  fonts.push(name);
  return `fonts/${name}`;
});
await appendFile('site/assets/custom.css', style);
await mkdir('site/assets/fonts', { recursive: true });
await Promise.all(fonts.map((name) => copyFile(fontFile(name), `site/assets/fonts/${name}`)));
if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exit(1);
