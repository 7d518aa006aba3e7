// Reads the imports of src/ and demo/, and holds them to the one direction that docs/contributing.md states.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

/** Each layer with those it may import, itself aside. */
const allowed: Record<string, readonly string[]> = {
  problem: [],
  'image-decoders': ['problem'],
  diagnostics: ['problem'],
  exact: ['problem', 'diagnostics'],
  engine: ['problem', 'exact'],
  solve: ['problem', 'engine', 'diagnostics'],
  worker: ['problem', 'engine', 'diagnostics', 'solve'],
  facade: ['problem', 'engine', 'diagnostics', 'solve', 'worker'],
  index: ['problem', 'engine', 'diagnostics', 'solve', 'worker', 'facade'],
  plot: [],
  cli: ['problem', 'engine', 'diagnostics', 'solve', 'worker', 'facade', 'index', 'plot'],
  element: ['problem', 'diagnostics', 'solve', 'worker', 'facade', 'index', 'plot'],
  // Scripts are what it is built with: see demo/vite.config.ts.
  demo: ['problem', 'index', 'plot', 'element', 'scripts'],
  scripts: [],
};

const test = suite('architecture');

/** `src/problem/grid.ts` → `problem`, `src/index.ts` → `index`, `demo/main.ts` → `demo`. */
function layerOf(path: string): string {
  const [top, ...rest] = path.split(sep);
  return top === 'src' ? rest[0].replace(/\.ts$/, '') : top;
}

/** The paths a file imports or exports from, types included. */
function importsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  const found = text.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*['"](\.[^'"]+)['"]/g);
  return [...found].map(([, target]) => normalize(join(dirname(path), target)));
}

function filesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true }) as string[];
  return names
    .filter((name) => /\.[jt]s$/.test(name) && !name.startsWith('dist'))
    .map((name) => join(folder, name));
}

/** Imports that run against the arrows, as `from → to`. */
function reversed(files: readonly string[], imports: (path: string) => string[]): string[] {
  return files.flatMap((file) => {
    const from = layerOf(file);
    return imports(file)
      .filter((target) => layerOf(target) !== from && !allowed[from]?.includes(layerOf(target)))
      .map((target) => `${file} → ${target}`);
  });
}

test('imports run one way', () => {
  const files = [...filesIn('src'), ...filesIn('demo')].filter(
    (file) => file !== join('src', 'virtual.d.ts'),
  );
  assert.ok(files.length > 20);
  assert.equal(reversed(files, importsOf), []);
});

test('a reversed arrow is seen', () => {
  const file = join('src', 'problem', 'a.ts');
  assert.is(reversed([file], () => [join('src', 'engine', 'b.ts')]).length, 1);
  assert.is(reversed([join('src', 'engine', 'b.ts')], () => [file]).length, 0);
});

test('the parts that run in a browser name no built-in of Node', () => {
  const files = ['problem', 'diagnostics', 'engine', 'solve', 'worker', 'facade', 'plot', 'element'].flatMap(
    (layer) => filesIn(join('src', layer)),
  );
  const naming = files.filter((file) => /(?:from|import)\s*\(?\s*['"]node:/.test(readFileSync(file, 'utf8')));
  assert.equal(naming, []);
});

test.run();
