/** The buffers of all typed arrays in `value`, one and two levels down: what can be handed over uncopied. */
export function buffersOf(value: object): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  const visit = (part: unknown, depth: number) => {
    if (ArrayBuffer.isView(part)) buffers.add(part.buffer as ArrayBuffer);
    else if (depth > 0 && part !== null && typeof part === 'object') {
      for (const inner of Object.values(part)) visit(inner, depth - 1);
    }
  };
  visit(value, 3);
  return [...buffers];
}
