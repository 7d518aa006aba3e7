// Components as docs/element.md writes them, compiled as the frameworks' own plugins do, and bundled with the element.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { build } from 'esbuild';

const docs = await readFile('docs/element.md', 'utf8');

/** The block of a language in docs/element.md. */
export function blockOf(language: string): string {
  // One that shows fences of its own has longer fences.
  const [, , block] = docs.match(new RegExp(`^(\`\`\`+)${language}\n([\\s\\S]*?)^\\1$`, 'm')) ?? [];
  if (!block) throw new Error(`docs/element.md has no block of ${language}`);
  return block;
}

/** What a page does with a component: `mount(node, props)` gives `{ set(props), unmount() }`. */
const mounts = {
  react: `
    import { createRoot } from 'react-dom/client';
    import { flushSync } from 'react-dom';
    import { createElement } from 'react';
    import Lesson from 'component';
    export function mount(node, props) {
      const root = createRoot(node);
      const set = (props) => flushSync(() => root.render(createElement(Lesson, props)));
      set(props);
      return { set, unmount: () => root.unmount() };
    }`,
  vue: `
    import { createApp, h, shallowReactive } from 'vue';
    import Lesson from 'component';
    export function mount(node, props) {
      const given = shallowReactive({ ...props });
      const app = createApp({ render: () => h(Lesson, given) });
      app.mount(node);
      return { set: (props) => Object.assign(given, props), unmount: () => app.unmount() };
    }`,
  svelte: `
    import { mount as mountSvelte, unmount } from 'svelte';
    import Lesson from 'component';
    let given;
    export function mount(target, props) {
      given = reactive(props);
      const app = mountSvelte(Lesson, { target, props: given });
      return { set: (props) => Object.assign(given, props), unmount: () => unmount(app) };
    }
    import { reactive } from 'component-state';`,
};

/** A component as JavaScript. */
const compilers: Record<keyof typeof mounts, () => Promise<string>> = {
  async react() {
    return blockOf('jsx');
  },
  async vue() {
    const { compileScript, parse } = await import('vue/compiler-sfc');
    const { descriptor } = parse(blockOf('vue'));
    const compilerOptions = { isCustomElement: (tag: string) => tag === 'torus-flow' };
    return compileScript(descriptor, {
      id: 'lesson',
      inlineTemplate: true,
      templateOptions: { compilerOptions },
    }).content;
  },
  async svelte() {
    const { compile } = await import('svelte/compiler');
    return compile(blockOf('svelte'), { generate: 'client', name: 'Lesson' }).js.code;
  },
};

export const frameworks = Object.keys(mounts) as (keyof typeof mounts)[];

/** Props of Svelte that change are a state of its own. */
async function svelteState(): Promise<string> {
  const { compileModule } = await import('svelte/compiler');
  const source = 'export function reactive(props) { const given = $state(props); return given; }';
  return compileModule(source, { filename: 'state.svelte.js', generate: 'client' }).js.code;
}

/** A module for a page that mounts the component of `framework`. */
export async function bundleComponent(framework: keyof typeof mounts): Promise<string> {
  const modules: Record<string, () => Promise<string>> = {
    component: compilers[framework],
    'component-state': svelteState,
  };
  return bundle(mounts[framework], modules);
}

/** Bundles a module for a page; `torusflow` is this package, as it is built. */
export async function bundle(
  entry: string,
  modules: Record<string, () => Promise<string>> = {},
): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: resolve('.') },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    conditions: ['browser'],
    jsx: 'automatic',
    minify: true,
    // Names are those of the package, not of its sources.
    tsconfigRaw: {},
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'false',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    logLevel: 'warning',
    plugins: [
      {
        name: 'components',
        setup(bundler) {
          bundler.onResolve({ filter: /^component/ }, ({ path }) => ({ path, namespace: 'component' }));
          bundler.onLoad({ filter: /.*/, namespace: 'component' }, async ({ path }) => ({
            contents: await modules[path](),
            loader: 'jsx',
            resolveDir: resolve('.'),
          }));
        },
      },
    ],
  });
  return outputFiles[0].text;
}
