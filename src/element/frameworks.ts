/**
 * What `<torus-flow …>` may be given in templates, for the type checkers of React, Vue and Svelte. An augmentation loads
 * no module: in a program that imports none of these there is none to be found, which is not to be an error there.
 */
import type { ProblemProperties, TorusFlowProperties } from './properties.ts';
import type { TorusFlow, TorusFlowEvents } from './torus-flow.ts';

/** What is not a key of the problem. */
export type Others = Omit<TorusFlowProperties, keyof ProblemProperties>;
/** Attributes with a dash in their names. */
export type Kebab = 'max-steps' | 'worker-url' | 'wasm-url' | 'wasm-threads-url';

/** The keys of the problem, as values or as the text of attributes, and how it is shown and played. */
export type TorusFlowAttributes = {
  [K in keyof ProblemProperties]?: ProblemProperties[K] | string | null;
} & {
  [K in keyof Others]?: Others[K];
} & { [K in Kebab]?: string | number } & {
  /** Step size of the fixed-step schemes. */
  step?: number | string;
  /** Scale both densities to mass 1. */
  normalize?: boolean | string;
};

/** A listener that a template names. */
export type Handler<K extends keyof TorusFlowEvents> = (event: CustomEvent<TorusFlowEvents[K]>) => unknown;

/** Listeners as React and Svelte name them: `oncompleted`. */
export type TorusFlowListeners = { [K in keyof TorusFlowEvents as `on${K}`]?: Handler<K> | null };

/** Listeners as Vue names what `@completed` adds: `onCompleted`. */
export type VueListeners = { [K in keyof TorusFlowEvents as `on${Capitalize<K>}`]?: Handler<K> };

type Props = TorusFlowAttributes & TorusFlowListeners;

/** @ts-ignore There may be no React. */
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      /** @ts-ignore */
      'torus-flow': Props & DetailedHTMLProps<HTMLAttributes<TorusFlow>, TorusFlow>;
    }
  }
}

/** @ts-ignore There may be no Svelte. */
declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    /** @ts-ignore */
    'torus-flow': Props & Omit<HTMLAttributes<TorusFlow>, keyof Props>;
  }
}

/** A component as Vue's checker sees one. */
interface VueComponent<Attributes> {
  new (): { $props: TorusFlowAttributes & VueListeners & Attributes };
}

/** @ts-ignore There may be no Vue. */
declare module 'vue' {
  interface GlobalComponents {
    /** @ts-ignore */
    'torus-flow': VueComponent<import('vue').HTMLAttributes>;
  }
}
