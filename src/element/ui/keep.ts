import { type ExportKind, exportKinds } from '../model/export.ts';
import { make } from './dom.ts';

/** Buttons that save the flow as a file. */
export function keepButtons(save: (kind: ExportKind) => void): HTMLElement {
  const buttons = Object.entries(exportKinds).map(([kind, words]) =>
    make(
      'button',
      {
        ...{
          type: 'button',
          class: 'small',
          title: `${kind.toUpperCase()}: ${words}`,
          'aria-label': `${kind.toUpperCase()}: ${words}`,
        },
        onclick: () => save(kind as ExportKind),
      },
      kind.toUpperCase(),
    ),
  );
  return make(
    'div',
    { class: 'keep', part: 'keep', role: 'group', 'aria-label': 'Save' },
    'Save',
    ...buttons,
  );
}

/** Hands a file to the user. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  make('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
