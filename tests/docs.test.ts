// The documentation is executed: every `js` block runs in Node against the built package, every `json` block is a
// problem that can be run, every link to a file of the repository leads somewhere, and every public name is explained.
import { execFile } from 'node:child_process';
import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { presets } from '../demo/presets.ts';
import { formula } from '../scripts/formulas.mjs';
import { discretize } from '../src/problem/index.ts';

const pages = [
  'README.md',
  'CHANGELOG.md',
  ...(await readdir('docs', { recursive: true })).filter((f) => f.endsWith('.md')).map((f) => `docs/${f}`),
];
const texts = new Map(
  await Promise.all(pages.map(async (page) => [page, await readFile(page, 'utf8')] as const)),
);

/** Code blocks of one language, with the page and the line they stand on. */
function blocks(language: string): { title: string; code: string }[] {
  return [...texts].flatMap(([page, text]) =>
    [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)]
      .filter((match) => match[1] === language)
      .map((match) => ({
        title: `${page}:${text.slice(0, match.index).split('\n').length}`,
        code: match[2],
      })),
  );
}

const docs = suite('documentation');

for (const { title, code } of blocks('js')) {
  docs(`${title} runs`, async () => {
    // Inside the package the name `torusflow` leads to its own built files, as it does for a user.
    const file = `build/docs/${title.replace(/\W+/g, '-')}.mjs`;
    await mkdir('build/docs', { recursive: true });
    await writeFile(file, code);
    const { stdout } = await promisify(execFile)('node', [file], { timeout: 60_000 });
    assert.is.not(stdout.trim(), '');
    assert.not.match(stdout, /NaN|undefined|null/);
  });
}

for (const { title, code } of blocks('json')) {
  docs(`${title} is a problem that can be run`, async () => {
    await discretize(JSON.parse(code));
  });
}

/** Formulas of a page with whether they stand by themselves, as code hosts and the site read them. */
function formulasOf(text: string): { tex: string; display: boolean }[] {
  const blocks = [...text.matchAll(/^```math\n([\s\S]*?)^```/gm)].map(([, tex]) => ({ tex, display: true }));
  const prose = text.replace(/^(`{3,})[\s\S]*?^\1/gm, '').replace(/`[^`]*`/g, '');
  return [...blocks, ...[...prose.matchAll(/\$([^$]+)\$/g)].map(([, tex]) => ({ tex, display: false }))];
}

for (const [page, text] of texts) {
  const formulas = formulasOf(text);
  if (formulas.length === 0) continue;
  docs(`${page}: its formulas can be set, on code hosts too`, () => {
    for (const { tex, display } of formulas) {
      formula(tex, display);
      // Markdown's own signs would be taken out of a line of text before the formula is read.
      if (!display) assert.not.match(tex, /\\[^a-z]|\*|^\s|\s$/i, tex);
    }
  });
}

docs('what npm shows too has no formulas that need to be set', () => {
  for (const page of ['README.md', 'CHANGELOG.md']) assert.equal(formulasOf(texts.get(page) ?? ''), []);
});

/** The anchors of a page as code hosts make them: headings in small letters, punctuation left out, spaces as dashes. */
function anchors(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '');
  return [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

for (const [page, text] of texts) {
  docs(`${page}: its links lead somewhere`, async () => {
    for (const [, target, anchor] of text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)]*))?\)/g)) {
      const file = target === '' ? page : join(dirname(page), target);
      await access(file);
      assert.ok(!anchor || anchors(texts.get(file) ?? '').includes(anchor), `${target}#${anchor}`);
    }
  });
}

docs('every page is reached from the README', () => {
  const reached = new Set(['README.md']);
  for (const page of reached) {
    for (const [, target] of (texts.get(page) ?? '').matchAll(/\]\((?!https?:)([^)#\s]+\.md)/g)) {
      reached.add(join(dirname(page), target));
    }
  }
  assert.equal(
    pages.filter((page) => !reached.has(page)),
    [],
  );
});

docs('decisions have a number each', () => {
  const numbers = pages.flatMap((page) => page.match(/decisions\/(\d+)/)?.[1] ?? []);
  assert.equal(numbers.length, new Set(numbers).size);
});

docs('every public name has a docstring', () => {
  const entries = ['src/index.ts', 'src/diagnostics/index.ts', 'src/element/index.ts'];
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, '.');
  const program = ts.createProgram([...entries, 'src/virtual.d.ts'], options);
  const checker = program.getTypeChecker();
  const names = entries.flatMap((entry) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(entry)!)!;
    return checker.getExportsOfModule(module).map((name) => {
      const alias = name.flags & ts.SymbolFlags.Alias;
      return alias ? checker.getAliasedSymbol(name) : name;
    });
  });
  assert.ok(names.length > 80);
  assert.equal(
    names.filter((name) => name.getDocumentationComment(checker).length === 0).map((name) => name.name),
    [],
  );
});

docs('every flow for a lecture is a preset of the page', () => {
  const table = texts.get('docs/teaching.md')!.match(/^\| lecture(?:.+\n)+/m)![0];
  const named = [...table.matchAll(/`([\w-]+)`/g)].map(([, name]) => name);
  assert.ok(named.length > 8);
  assert.equal(
    named.filter((name) => !(name in presets)),
    [],
  );
});

docs('has examples to run', () => {
  assert.ok(blocks('js').length >= 2 && blocks('json').length >= 2);
});

docs.run();
