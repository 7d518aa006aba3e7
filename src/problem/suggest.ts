/** ` (did you mean "target"?)` when one of `known` is a slip of the finger away from `word`, else nothing. */
export function didYouMean(word: string, known: Iterable<string>): string {
  if (word.length > 40) return '';
  let best = '';
  let least = Math.floor(word.length / 3) + 1;
  for (const candidate of known) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase());
    if (edits < least) {
      least = edits;
      best = candidate;
    }
  }
  return best && ` (did you mean "${best}"?)`;
}

/**
 * Insertions, deletions, substitutions and swaps of neighbours from `a` to `b` (optimal string alignment,
 * after Damerau 1964), by rows for growing parts of `a`.
 */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = swapped ? before[j - 2] + 1 : Number.POSITIVE_INFINITY;
      next.push(Math.min(substitution, swap, row[j] + 1, next[j - 1] + 1));
    }
    before = row;
    row = next;
  }
  return row[b.length];
}

/** `"a", "b" or "c"`. */
export function oneOf(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
