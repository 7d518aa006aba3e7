// What a page has to load before a flow can play.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const test = suite('size');

test('the element with the solver inside is below 150 kB gzipped', async () => {
  if (!existsSync('dist/element.js')) throw new Error('dist/ is missing: npm run build');
  const { length } = gzipSync(await readFile('dist/element.js'), { level: 9 });
  assert.ok(length < 150_000, `${length} bytes`);
  // The solver alone is more than this: an element without it would pass for small.
  assert.ok(length > 50_000, `${length} bytes`);
});

test.run();
