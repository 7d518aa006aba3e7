import { columnsOf } from '../model/export.ts';
import type { Scene } from '../model/scene.ts';
import { formatNumber } from '../words/format.ts';
import { make } from './dom.ts';

/** Rows of the table at most. */
const ROWS = 24;

/** What the energy chart draws, as a table: for those who read it rather, and for copying. */
export class Table {
  readonly root: HTMLDetailsElement;
  private readonly table = make('table');
  private scene: Scene | undefined;

  constructor() {
    const scrolled = make(
      'div',
      { class: 'scrolled', tabindex: '0', role: 'group', 'aria-label': 'Numbers' },
      this.table,
    );
    this.root = make('details', { part: 'table' }, make('summary', {}, 'Numbers as a table'), scrolled);
    this.root.addEventListener('toggle', () => this.write());
  }

  show(scene: Scene): void {
    this.scene = scene;
    this.write();
  }

  private write(): void {
    if (!this.root.open || !this.scene?.history) return;
    const columns = columnsOf(this.scene.history);
    const names = Object.keys(columns);
    const head = make('tr', {}, ...names.map((name) => make('th', { scope: 'col' }, name)));
    const rows = evenly(columns.time.length).map((i) =>
      make('tr', {}, ...names.map((name) => make('td', {}, formatNumber(columns[name][i])))),
    );
    this.table.replaceChildren(make('thead', {}, head), make('tbody', {}, ...rows));
  }
}

/** Up to ROWS indices from the first to the last. */
function evenly(count: number): number[] {
  const rows = Math.min(count, ROWS);
  return Array.from({ length: rows }, (_, i) => (rows < 2 ? 0 : Math.round((i * (count - 1)) / (rows - 1))));
}
