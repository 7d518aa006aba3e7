type Child = Node | string;
type Properties = Record<string, unknown>;

/**
 * An element with its attributes, properties and children. `on…` is a listener; what is not a string (except
 * for aria- and data- names) is set as a property.
 */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener);
    else if (typeof value === 'string') element.setAttribute(name, value);
    else if (value !== undefined) (element as unknown as Properties)[name] = value;
  }
  element.append(...children);
  return element;
}

/** A select with a label before it. */
export function choice(label: string, part: string, changed: (value: string) => void) {
  const select = make('select', { part, onchange: () => changed(select.value) });
  const root = make('label', { class: 'inline' }, make('span', { class: 'quiet' }, label), select);
  return { root, select };
}

/** Fills a select; keeps what is chosen where it is still on offer. */
export function fill(select: HTMLSelectElement, options: Record<string, string>, chosen: string): void {
  const same =
    select.options.length === Object.keys(options).length &&
    Object.entries(options).every(([value, name], i) => {
      const option = select.options[i];
      return option.value === value && option.text === name;
    });
  if (!same) {
    select.replaceChildren(...Object.entries(options).map(([value, name]) => new Option(name, value)));
  }
  select.value = chosen;
}

/** The swatches that say which curve is which, as items of a list. */
export const legend = (entries: readonly (readonly [style: string, words: string])[]): HTMLLIElement[] =>
  entries.map(([style, words]) => make('li', {}, make('i', { class: style }), words));
