/** The state of the element as the address of the page, under the names of its attributes. */
import type { TorusFlow } from 'torusflow/element';
import { attributeOf, problemKeys } from '../src/element/attributes.ts';
import { lookKeys } from '../src/element/look.ts';

/** Version of the form of addresses: that of the problem file. */
const VERSION = '1';

/** Longer addresses are cut by some programs that pass them on. */
const LONGEST = 6000;

const names = [...problemKeys.map(attributeOf), ...lookKeys, 'src', 'speed', 'ruler'];

/** The query of an address that says all that the attributes say; undefined where it would be too long. */
export function queryOf(flow: TorusFlow, more: Record<string, string> = {}): string | undefined {
  const query = new URLSearchParams({ torusflow: VERSION });
  for (const name of names) {
    const text = flow.getAttribute(name);
    if (text !== null) query.set(name, text);
  }
  for (const [name, text] of Object.entries(more)) query.set(name, text);
  const written = query.toString();
  return written.length > LONGEST ? undefined : written;
}

/** Whether the state is in the attributes at all: what was drawn by hand is not. */
export const isSaid = (flow: TorusFlow): boolean => problemKeys.every((key) => flow.keptAside(key) === false);

/** Sets the attributes that an address names; false where it names no state. */
export function takeQuery(flow: TorusFlow, query: URLSearchParams): boolean {
  if (query.get('torusflow') !== VERSION) return false;
  for (const name of names) {
    const text = query.get(name);
    if (text === null) flow.removeAttribute(name);
    else flow.setAttribute(name, text);
  }
  return true;
}
