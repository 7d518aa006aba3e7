import { type Issue, keyPath, ProblemError, refuse } from './error.ts';

/**
 * Reads the text of a problem file. Beyond `JSON.parse` it says where the text is broken, and refuses a key
 * that is given twice, of which JSON would silently keep the last.
 *
 * @throws {ProblemError} with the line and column of the first error, or all keys that are given twice.
 */
export function parseProblem(text: string): unknown {
  const json = text.replace(/^\uFEFF/, '');
  const twice = new Scanner(json).scan();
  if (twice.length > 0) throw new ProblemError(twice);
  try {
    return JSON.parse(json);
  } catch (error) {
    // The scanner lets control characters inside strings pass.
    return refuse('', undefined, `is not valid JSON: ${(error as Error).message}`);
  }
}

const TOKEN =
  /"(?:[^"\\\r\n]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]/y;
const MAX_DEPTH = 64;

/** Walks JSON text (RFC 8259) without building anything. */
class Scanner {
  private readonly text: string;
  private at = 0;
  private token = '';
  private readonly twice: Issue[] = [];

  constructor(text: string) {
    this.text = text;
  }

  /** The keys that are given twice. */
  scan(): Issue[] {
    this.next();
    this.value('', 0);
    if (this.at < this.text.length) this.fail('the end of the file');
    return this.twice;
  }

  /** Moves to the next token; it is empty at the end of the text, and where no token of JSON begins. */
  private next(): void {
    this.at += this.token.length;
    while (' \t\r\n'.includes(this.text.charAt(this.at)) && this.at < this.text.length) this.at++;
    TOKEN.lastIndex = this.at;
    this.token = TOKEN.exec(this.text)?.[0] ?? '';
  }

  private value(path: string, depth: number): void {
    if (depth > MAX_DEPTH) this.fail(`at most ${MAX_DEPTH} levels of nesting`);
    if (this.token === '{') this.object(path, depth);
    else if (this.token === '[') this.array(path, depth);
    else if (this.token === '' || '}],:'.includes(this.token)) this.fail('a value');
    else this.next();
  }

  private object(path: string, depth: number): void {
    const seen = new Set<string>();
    this.next();
    while (this.token !== '}') {
      if (!this.token.startsWith('"'))
        this.fail(seen.size > 0 ? 'a key in double quotes' : 'a key in double quotes or }');
      const key: string = JSON.parse(this.token);
      const at = keyPath(path, key);
      if (seen.has(key)) this.twice.push({ path: at, value: undefined, message: 'is given twice' });
      seen.add(key);
      this.next();
      this.expect(':');
      this.value(at, depth + 1);
      this.comma('}');
    }
    this.next();
  }

  private array(path: string, depth: number): void {
    this.next();
    for (let i = 0; this.token !== ']'; i++) {
      this.value(keyPath(path, i), depth + 1);
      this.comma(']');
    }
    this.next();
  }

  private expect(mark: string): void {
    if (this.token !== mark) this.fail(mark);
    this.next();
  }

  /** Passes a comma between items; a closing bracket right after one is an error. */
  private comma(close: string): void {
    if (this.token === close) return;
    if (this.token !== ',') this.fail(`, or ${close}`);
    this.next();
    if (this.token === close) this.fail('another item: JSON has no trailing commas');
  }

  private fail(expected: string): never {
    const before = this.text.slice(0, this.at).split('\n');
    const place = `line ${before.length}, column ${before[before.length - 1].length + 1}`;
    const found =
      this.at < this.text.length ? JSON.stringify(this.text.slice(this.at, this.at + 12)) : 'the end';
    refuse('', undefined, `is not valid JSON at ${place}: expected ${expected}, found ${found}`);
  }
}
