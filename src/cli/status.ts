/** What the command line tells the shell, and the error that stands for the user's mistakes. */

/** Exit statuses, the same for every subcommand. */
export const Status = {
  completed: 0,
  /** Something in the command line or in a problem is wrong; nothing was computed. */
  badInput: 2,
  /** The run ended before the time asked for; its outcome says why and what was computed is written. */
  endedEarly: 3,
  /** Ctrl-C: what was computed is kept, and the same command goes on from there. */
  interrupted: 130,
} as const;

/** Input that the user can mend: each line names what is wrong, its value, and what is allowed. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
  readonly lines: readonly string[];

  constructor(lines: string | readonly string[]) {
    const all = typeof lines === 'string' ? [lines] : lines;
    super(all.join('\n'));
    this.lines = all;
  }
}

/** The reason of a failed system call, in words a user knows. */
export function systemReason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const words: Record<string, string> = {
    ENOENT: 'there is no such file or directory',
    EACCES: 'permission denied',
    EPERM: 'operation not permitted',
    EROFS: 'the file system is read-only',
    EISDIR: 'it is a directory',
    ENOTDIR: 'a part of the path is a file, not a directory',
    EEXIST: 'a file of that name is in the way',
    ENOSPC: 'the disk is full',
  };
  return words[code] ?? (error instanceof Error ? error.message : String(error));
}
