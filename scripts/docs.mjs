// npm run docs: the documentation as static files in site/ (or the folder that is named), for any server and any folder
// on it. Pages are the Markdown files of the repository, where they stand; the reference is made of the docstrings.
import { appendFile, copyFile, mkdir, readdir } from 'node:fs/promises';
import { tex } from '@mdit/plugin-tex';
import { Application, Converter, PageEvent, RendererEvent } from 'typedoc';
import { describe, head } from './docs/head.mjs';
import { mend } from './docs/markup.mjs';
import { Theme } from './docs/theme.mjs';
import { fontFile, formula, styleOf } from './formulas.mjs';

const site = process.argv[2] ?? 'site';
const escaped = (text) => text.replace(/[&"<>]/g, (c) => `&#${c.charCodeAt(0)};`);

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
  'teaching.md',
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
  theme: 'own',
  name: 'torusflow',
  readme: 'README.md',
  entryPoints: ['src/index.ts', 'src/diagnostics/index.ts', 'src/element/index.ts'],
  projectDocuments: Object.values(sections).flat(),
  groupOrder: [...Object.keys(sections), 'Modules', '*'],
  navigation: { includeGroups: true, includeCategories: false, includeFolders: false },
  ignoredHighlightLanguages: ['observable'],
  highlightLanguages: [
    'bash',
    'css',
    'html',
    'javascript',
    'json',
    'jsx',
    'markdown',
    'python',
    'svelte',
    'typescript',
    'vue',
  ],
  customCss: 'docs/site.css',
  markdownItLoader: (parser) => parser.use(tex, { render: formula, mathFence: true }),
  favicon: 'docs/images/icon.svg',
  out: site,
  disableGit: true,
  disableSources: true,
  excludePrivate: true,
  excludeInternal: true,
  searchInComments: true,
  searchInDocuments: true,
  searchGroupBoosts: { Guide: 4, 'How to': 4, Functions: 2 },
  useFirstParagraphOfCommentAsSummary: true,
  hideGenerator: true,
  githubPages: true,
  // The table that the words of the element's looks are read off; the reference has them written out.
  intentionallyNotExported: ['choices'],
  validation: { notExported: true, notDocumented: true, invalidLink: true, invalidPath: true },
  treatWarningsAsErrors: true,
});

app.renderer.defineTheme('own', Theme);

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

// Headings, landmarks, tables and descriptions as they should be.
const contents = [];
app.renderer.on(PageEvent.END, (page) => {
  if (page.filename.endsWith('.html')) {
    page.contents = mend(page.contents).replace('Documentation for torusflow', escaped(describe(page)));
    contents.push(page.contents);
  }
});
app.renderer.hooks.on('head.end', head);

const project = await app.convert();
if (!project) process.exit(1);
app.validate(project);
await app.generateOutputs(project);
await copyFile('dist/element.js', `${site}/assets/element.js`);

// What formulas need to be seen, beside the rest.
const fonts = [];
const style = styleOf(contents.join(''), (name) => {
  fonts.push(name);
  return `fonts/${name}`;
});
await appendFile(`${site}/assets/custom.css`, style);
await mkdir(`${site}/assets/fonts`, { recursive: true });
await Promise.all(fonts.map((name) => copyFile(fontFile(name), `${site}/assets/fonts/${name}`)));
if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exit(1);
