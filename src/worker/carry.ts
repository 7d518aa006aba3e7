import { type TransferHandler, transferHandlers } from 'comlink';

interface Thrown {
  value: unknown;
}
type Wire = { isError: boolean; value: unknown; fields?: Record<string, unknown> };
/** Error classes by the name their instances carry (a bundler may rename the classes themselves). */
type ErrorClasses = Record<string, { prototype: Error }>;

/**
 * Lets errors keep their class, code and fields when they cross between a worker and its client: comlink by
 * itself carries name, message and stack. Errors of other classes gain their fields as well. Idempotent.
 *
 * @param classes the error classes to restore by name, so that `instanceof` holds on the other side.
 */
export function carryErrors(classes: ErrorClasses): void {
  const plain = transferHandlers.get('throw') as TransferHandler<Thrown, Wire> & { carries?: true };
  if (plain.carries) return;
  transferHandlers.set('throw', {
    canHandle: plain.canHandle,
    serialize(thrown: Thrown) {
      const [wire, transfers] = plain.serialize(thrown);
      return [wire.isError ? { ...wire, fields: fieldsOf(thrown.value as Error) } : wire, transfers];
    },
    deserialize(wire: Wire) {
      try {
        return plain.deserialize(wire);
      } catch (error) {
        throw wire.isError ? restore(error as Error, wire.fields ?? {}, classes) : error;
      }
    },
    carries: true,
  } as TransferHandler<Thrown, Wire>);
}

/** The error's own fields that can be cloned: code, field, value, … */
function fieldsOf(error: Error): Record<string, unknown> {
  const cloneable = Object.entries(error).filter(([, value]) => {
    try {
      structuredClone(value);
      return true;
    } catch {
      return false;
    }
  });
  return Object.fromEntries(cloneable);
}

function restore(error: Error, fields: Record<string, unknown>, classes: ErrorClasses): Error {
  if (Object.hasOwn(classes, error.name)) Object.setPrototypeOf(error, classes[error.name].prototype);
  return Object.assign(error, fields);
}
