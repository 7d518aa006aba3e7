// The documentation is executed: every `js` block runs in Node against the built package, every `json` block is a
// problem that can be run, every link to a file of the repository leads somewhere.
import { execFile } from 'node:child_process';
import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { discretize } from '../src/problem/index.ts';

const pages = [
  'README.md',
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

for (const [page, text] of texts) {
  docs(`${page}: its links lead somewhere`, async () => {
    for (const [, target] of text.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)) {
      await access(join(dirname(page), target));
    }
  });
}

docs('has examples to run', () => {
  assert.ok(blocks('js').length >= 2 && blocks('json').length >= 2);
});

docs.run();
