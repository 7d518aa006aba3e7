import type { Problem } from '../index.ts';
import { attributeOf, type ProblemKey, problemKeys } from './attributes.ts';
import { type LookWords, lookKeys } from './look.ts';

/** `step` is a method of the element, and `normalize` one of every node. */
const renamed = { step: 'stepSize', normalize: 'normalized' } as const;
type Renamed = keyof typeof renamed;

type Open<T> = { [K in keyof T]-?: T[K] | undefined };

/** The keys of a problem file as properties; undefined where they are left open. */
export interface ProblemProperties extends Open<Pick<Problem, Exclude<ProblemKey, Renamed>>> {
  /** `step` of the problem: step size of the fixed-step schemes. */
  stepSize: Problem['step'];
  /** `normalize` of the problem: scale both densities to mass 1 instead of refusing another mass. */
  normalized: Problem['normalize'];
}

/** How the flow is shown, each the text of an attribute; null where there is none. */
export type LookProperties = { -readonly [K in keyof LookWords]: LookWords[K] | null };

/** What a `<torus-flow>` can be told, beside its methods. */
export interface TorusFlowProperties extends ProblemProperties, LookProperties {
  /** Whether it plays as soon as it is in a page. */
  autoplay: boolean;
  /** Address of a problem file, whose keys count where no attribute says otherwise. Set again, it is read again. */
  src: string | null;
  /** How many times as fast as usual. */
  speed: string | number | null;
  /** Two times between which the energy is fitted. */
  ruler: string | null;
  /** Address of a served copy of `torusflow/worker`, where a Content-Security-Policy forbids blob: workers. */
  workerUrl: string | null;
  /** Address of a served copy of `torusflow/core.wasm`. */
  wasmUrl: string | null;
  /** Address of a served copy of `torusflow/core-threads.wasm`. */
  wasmThreadsUrl: string | null;
}

export const addressAttributes = ['worker-url', 'wasm-url', 'wasm-threads-url'];
const textAttributes = [...lookKeys, 'speed', 'ruler', 'src', ...addressAttributes];

/** All attributes that something follows from when they change; `autoplay` counts at the start. */
export const observedAttributes = [...problemKeys.map(attributeOf), ...textAttributes];

export const camel = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** A property of elements `E`. */
interface Property<E> {
  get(this: E): unknown;
  set(this: E, value: unknown): void;
}

/** The property that is the text of an attribute. */
const textProperty = (name: string): Property<Element> => ({
  get() {
    return this.getAttribute(name);
  },
  set(value) {
    if (value === null || value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, String(value));
  },
});

const autoplay: Property<Element> = {
  get() {
    return this.hasAttribute('autoplay');
  },
  set(value) {
    this.toggleAttribute('autoplay', Boolean(value));
  },
};

/**
 * Gives the prototype of an element all its properties.
 *
 * @param ofKey the property that is a key of the element's problem
 */
export function defineProperties<E extends Element>(
  prototype: E,
  ofKey: (key: ProblemKey) => Property<E>,
): void {
  const define = (name: string, property: Property<E>) => {
    // A key of a later problem file must not take the place of a method unseen.
    if (name in prototype) throw new Error(`${name} is a member of <torus-flow> already`);
    Object.defineProperty(prototype, name, { configurable: true, enumerable: true, ...property });
  };
  define('autoplay', autoplay);
  for (const name of textAttributes) define(camel(name), textProperty(name));
  for (const key of problemKeys) {
    if (!(key in renamed)) define(key, ofKey(key));
  }
  for (const [key, name] of Object.entries(renamed) as [Renamed, string][]) {
    define(name, ofKey(key));
    // Frameworks assign to a property of the attribute's name where there is one. Here it is a method, which stays.
    const method = prototype[key as keyof E];
    Object.defineProperty(prototype, key, { configurable: true, get: () => method, set: ofKey(key).set });
  }
}

const names = [
  'autoplay',
  'problem',
  ...textAttributes.map(camel),
  ...problemKeys,
  ...Object.values(renamed),
];

/** Properties that were set before the element was defined hide the class's own: takes them, and sets them again. */
export function upgradeProperties(element: HTMLElement): void {
  const own = element as unknown as Record<string, unknown>;
  for (const name of names) {
    if (!Object.hasOwn(own, name)) continue;
    const value = own[name];
    delete own[name];
    own[name] = value;
  }
}
