/** Reads a file: from disk in Node, by `fetch` relative to the page in a browser. */
export async function readFile(path: string): Promise<Uint8Array> {
  // Asked of the process rather than imported, so that bundlers for browsers see no built-in module.
  const fs = globalThis.process?.getBuiltinModule?.('node:fs/promises');
  if (fs) return fs.readFile(path);
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`.trim());
  return new Uint8Array(await response.arrayBuffer());
}
