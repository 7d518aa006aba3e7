/**
 * One arena per WASM memory. Everything a plan needs is laid out here while the plan is made; after that
 * nothing is allocated, so the memory neither moves nor grows while views of it are in use. Where several instances
 * share one memory the leader alone allocates: `top` is its own.
 */

/** Where the arena begins: behind the module's static data, and never at address 0. */
const BASE: usize = __heap_base + 64;

let top: usize = BASE;

/** Smallest multiple of `align` (a power of two) that is not below `address`. */
// @ts-ignore: decorator
@inline
function alignUp(address: usize, align: usize): usize {
  return (address + align - 1) & ~(align - 1);
}

/** Hands out `bytes` zeroed bytes at a multiple of `align`, and grows the memory when it is too small. */
export function allocate(bytes: usize, align: usize = 64): usize {
  const start = alignUp(top, align);
  const end = start + bytes;
  const missing = <isize>(alignUp(end, 0x10000) >> 16) - <isize>memory.size();
  if (missing > 0 && memory.grow(<i32>missing) < 0) unreachable();
  memory.fill(start, 0, bytes);
  top = end;
  return start;
}

/** Takes everything back: what was handed out must not be used any more. The memory keeps its size. */
export function reset(): void {
  top = BASE;
}

/** `allocate` for JavaScript: buffers of its own beside the plans. */
export function arenaAllocate(bytes: usize): usize {
  return allocate(bytes);
}
