import type { Problem } from '../../index.ts';
import { refuse } from '../../problem/error.ts';

/**
 * The problem file at `address`, which is relative to `base`. Names of files inside it are relative to itself, and
 * come out absolute.
 *
 * @throws ProblemError for `src` when there is no problem file to be read there, with the reason
 */
export async function fetchProblem(address: string, base: string): Promise<Partial<Problem>> {
  const url = URL.canParse(address, base) ? new URL(address, base) : refuse('src', address, 'is no address');
  const response = await fetch(url).catch(() => refuse('src', address, unreachable(url)));
  if (!response.ok)
    refuse('src', address, `cannot be read: ${response.status} ${response.statusText}`.trim());
  const named = (key: string, value: unknown) =>
    (key === 'file' || key === 'image') && typeof value === 'string' ? new URL(value, url).href : value;
  const problem = parse(address, await response.text(), named);
  const isFile = typeof problem === 'object' && problem !== null && !Array.isArray(problem);
  return isFile ? problem : refuse('src', address, 'is no problem file: it holds no object');
}

function parse(address: string, text: string, reviver: (key: string, value: unknown) => unknown) {
  try {
    return JSON.parse(text, reviver);
  } catch (error) {
    return refuse('src', address, `is not valid JSON: ${(error as Error).message}`);
  }
}

/** Browsers keep the reason from scripts: what it may be. */
function unreachable(url: URL): string {
  if (url.protocol === 'file:') {
    return 'cannot be read: browsers let no page read files from a disk; serve the page, or put the keys into attributes';
  }
  const foreign = ', or does not let pages of other sites read it (by Access-Control-Allow-Origin)';
  const elsewhere = url.origin === location.origin ? '' : foreign;
  return `cannot be read: its server does not answer${elsewhere}, or this page's Content-Security-Policy forbids it`;
}
