/** One thing wrong with a problem: where, what stands there, and what is allowed. */
export interface Issue {
  /** Key path, as in `tolerance.relative` or `grid[0]`; empty for the problem as a whole. */
  path: string;
  /** What stands there. */
  value: unknown;
  /** A clause to follow the path: `must be a number > 0`. */
  message: string;
}

/** A problem that cannot be run. The message lists everything that is wrong with it, a line each. */
export class ProblemError extends Error {
  /** Tells this error from others, by its name. */
  override readonly name = 'ProblemError';
  /** Tells this error from others, by a code. */
  readonly code = 'ERR_PROBLEM';
  /** Everything that is wrong with the problem. */
  readonly issues: Issue[];

  constructor(issues: Issue[]) {
    const count = issues.length === 1 ? 'one error' : `${issues.length} errors`;
    super(`The problem has ${count}:\n${issues.map((issue) => `  ${line(issue)}`).join('\n')}`);
    this.issues = issues;
  }
}

/** Throws a `ProblemError` with one issue. */
export function refuse(path: string, value: unknown, message: string): never {
  throw new ProblemError([{ path, value, message }]);
}

/** The issues of a `ProblemError`, with `prefix` before each path; any other error is thrown on. */
export function issuesOf(error: unknown, prefix = ''): Issue[] {
  if (!(error instanceof ProblemError)) throw error;
  return error.issues.map((issue) => ({ ...issue, path: joinPaths(prefix, issue.path) }));
}

/** Path of an entry: `a.b`, `a[0]`, and `a["b c"]` for a key that is no identifier. */
export function keyPath(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  if (!/^[\w-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

function joinPaths(prefix: string, path: string): string {
  return prefix && path && !path.startsWith('[') ? `${prefix}.${path}` : prefix + path;
}

function line({ path, value, message }: Issue): string {
  const where = path || 'problem';
  return value === undefined ? `${where}: ${message}` : `${where} = ${show(value)}: ${message}`;
}

const WIDTH = 60;

/** A value as it may stand in a message: like JSON, but short, and with NaN and functions told apart. */
export function show(value: unknown): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'string') return shorten(JSON.stringify(value));
  if (typeof value === 'function') return 'a function';
  if (value === undefined) return 'nothing';
  if (typeof value !== 'object' || value === null) return String(value);
  if (ArrayBuffer.isView(value) || Array.isArray(value)) return showList(value as ArrayLike<unknown>);
  return shorten(
    `{${Object.entries(value).map(([key, entry]) => ` ${JSON.stringify(key)}: ${brief(entry)}`)} }`,
  );
}

function showList(list: ArrayLike<unknown>): string {
  const shown = Array.from({ length: Math.min(list.length, 4) }, (_, i) => brief(list[i]));
  return shorten(`[${shown.join(', ')}${list.length > 4 ? `, … ${list.length} in all` : ''}]`);
}

function brief(value: unknown): string {
  if (Array.isArray(value)) return '[…]';
  return typeof value === 'object' && value !== null ? '{…}' : show(value);
}

function shorten(text: string): string {
  return text.length > WIDTH ? `${text.slice(0, WIDTH - 1)}…` : text;
}
