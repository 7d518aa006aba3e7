// What type checkers say of <torus-flow> in programs that install the package.
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runNode } from './support/child.ts';
import { type Installed, installPackage } from './support/package.ts';

const test = suite('types of the element');
let installed: Installed;

test.before(async () => {
  installed = await installPackage();
});
test.after(() => installed.remove());

/** What the compiler says of a program; nothing where it is right. */
async function check(name: string, program: string, options: object = {}): Promise<string> {
  await writeFile(join(installed.folder, name), program);
  const compilerOptions = {
    ...{ target: 'es2022', lib: ['es2022', 'dom', 'esnext.disposable'], module: 'esnext' },
    ...{ moduleResolution: 'bundler', strict: true, noEmit: true, types: [], ...options },
  };
  const config = join(installed.folder, `${name}.json`);
  await writeFile(config, JSON.stringify({ compilerOptions, files: [name] }));
  const { stdout } = await runNode([resolve('node_modules/typescript/bin/tsc'), '-p', config]);
  return stdout;
}

/** Puts packages that a program would have beside the installed one. */
async function have(...names: string[]): Promise<void> {
  for (const name of names) {
    const path = join(installed.folder, 'node_modules', name);
    await mkdir(dirname(path), { recursive: true });
    await symlink(resolve('node_modules', name), path);
  }
}

test('without any framework: the tag, its properties, methods and events', async () => {
  const said = await check(
    'plain.ts',
    `import 'torusflow/element';
     import type { TorusFlow } from 'torusflow/element';
     const flow: TorusFlow = document.createElement('torus-flow');
     flow.s = 2;
     flow.grid = [64, 64];
     flow.initial = (x: number) => 1 + 0.5 * Math.cos(2 * Math.PI * x);
     flow.ui = 'minimal';
     flow.stepSize = 0.1;
     flow.src = 'problem.json';
     flow.addEventListener('frame', ({ detail }) => { const time: number = detail.time; console.log(time); });
     flow.addEventListener('click', ({ clientX }) => clientX);
     await document.querySelector('torus-flow')?.seek(3);
     // @ts-expect-error s is a number
     flow.s = 'two';
     // @ts-expect-error no such extent of controls
     flow.ui = 'some';
     // @ts-expect-error no such method
     flow.start();`,
    // The declarations themselves are right too, where none of the frameworks is.
    { skipLibCheck: false },
  );
  assert.is(said, '');
});

test('react', async () => {
  await have('react', '@types/react', 'csstype');
  const said = await check(
    'react.tsx',
    `import 'torusflow/element';
     import { createRef } from 'react';
     import type { TorusFlow } from 'torusflow/element';
     export const ref = createRef<TorusFlow>();
     export const right = <torus-flow ref={ref} className="flow" autoplay s={2} grid={[64]} max-steps="9" step={0.1}
       initial={(x: number) => x} oncompleted={(event) => { const kind: string = event.detail.kind; return kind; }} />;
     // @ts-expect-error no such extent of controls
     export const wrong = <torus-flow ui="some" />;
     // @ts-expect-error no such key
     export const unknown = <torus-flow inital="uniform" />;`,
    { jsx: 'react-jsx', skipLibCheck: true },
  );
  assert.is(said, '');
});

test('svelte and vue', async () => {
  await have('svelte', 'vue');
  const said = await check(
    'others.ts',
    `import 'torusflow/element';
     import type { SvelteHTMLElements } from 'svelte/elements';
     import type { GlobalComponents } from 'vue';
     type Svelte = SvelteHTMLElements['torus-flow'];
     type Vue = InstanceType<GlobalComponents['torus-flow']>['$props'];
     export const svelte: Svelte = { s: 2, grid: [64], class: 'flow', oncompleted: ({ detail }) => detail.kind };
     export const vue: Vue = { s: 2, grid: [64], class: 'flow', onCompleted: ({ detail }) => detail.kind };
     // @ts-expect-error no such extent of controls
     export const wrong: Svelte = { ui: 'some' };
     // @ts-expect-error no such extent of controls
     export const wrongToo: Vue = { ui: 'some' };`,
    { skipLibCheck: true },
  );
  assert.is(said, '');
});

test.run();
