import type { ProblemError } from '../../index.ts';
import { show } from '../../problem/error.ts';
import type { Problem } from '../../problem/types.ts';
import type { ProblemKey } from '../attributes.ts';
import { resampled } from '../model/resample.ts';
import { formatExponent } from '../words/format.ts';
import { densitiesIn, nameOf } from './densities.ts';
import { fill, make } from './dom.ts';

/** Sizes of grid on offer, as the attribute says them. */
const grids = ['128', '256', '512', '1024', '2048', '4096', '8192', '64 64', '128 128', '256 256', '512 512'];

/** Methods that the dimension allows. */
const methodsIn = (d: number): Record<string, string> => ({
  auto: 'automatic',
  spectral: 'spectral',
  'finite-volume': 'finite volumes',
  particles: 'points',
  ...(d === 1 ? { lagrangian: 'flow map (Lagrangian)', exact: 'closed form' } : {}),
});

const FORMULA = 'formula';
const GIVEN = 'given';

const ends = ['initial', 'target'] as const;
type End = (typeof ends)[number];

interface Field {
  root: HTMLElement;
  error: HTMLElement;
}

/** The problem as a form. Each control says what it is about, and is told what is wrong with it. */
export class SettingsPanel {
  readonly root: HTMLFormElement;
  private readonly s: HTMLInputElement;
  private readonly sValue = make('output');
  private readonly grid = make('select', { id: 'grid' });
  private readonly method = make('select', { id: 'method' });
  private readonly density: Record<End, HTMLSelectElement>;
  private readonly formula: Record<End, HTMLInputElement>;
  private readonly fields: Record<string, Field> = {};
  private problem: Problem = { grid: [256], s: 1, initial: 'uniform', end: 1 };

  /** @param changed told of each key that was set by hand */
  constructor(private readonly changed: (key: ProblemKey, value: unknown) => void) {
    this.s = make('input', { id: 's', type: 'range', min: '0', max: '4', step: '0.05' });
    this.s.addEventListener('input', () => this.sayS());
    this.s.addEventListener('change', () => changed('s', this.s.valueAsNumber));
    this.grid.addEventListener('change', () => this.takeGrid());
    this.method.addEventListener('change', () => changed('method', this.method.value));
    this.density = { initial: make('select', { id: 'initial' }), target: make('select', { id: 'target' }) };
    this.formula = { initial: this.formulaInput('initial'), target: this.formulaInput('target') };
    for (const end of ends) this.density[end].addEventListener('change', () => this.takeDensity(end));
    this.root = make(
      'form',
      { part: 'settings', class: 'settings card', onsubmit: (event: Event) => event.preventDefault() },
      make('h2', {}, 'Make it yours'),
      this.field('s', 'Order s', [this.s], this.sValue),
      this.field('initial', 'Initial density μ₀', [this.density.initial, this.formula.initial]),
      this.field('target', 'Target density ν', [this.density.target, this.formula.target]),
      this.field('grid', 'Grid', [this.grid]),
      this.field('method', 'Method', [this.method]),
    );
    this.root.noValidate = true;
  }

  /** Shows a problem. */
  set(problem: Problem): void {
    this.problem = problem;
    const axes = axesOf(problem);
    this.s.value = String(problem.s);
    this.sayS();
    const size = axes.join(' ');
    const offered = Object.fromEntries(grids.map((grid) => [grid, grid.replace(' ', ' × ')]));
    fill(this.grid, size in offered ? offered : { ...offered, [size]: size.replaceAll(' ', ' × ') }, size);
    fill(this.method, methodsIn(axes.length), problem.method ?? 'auto');
    for (const end of ends) this.setDensity(end, problem[end] ?? 'uniform', axes.length);
  }

  /** Shows each issue at its control; returns what belongs to none of them. */
  showIssues(error: ProblemError | null): string[] {
    const said: Record<string, string[]> = {};
    const homeless: string[] = [];
    for (const { path, value, message } of error?.issues ?? []) {
      const key = path.split(/[.[]/)[0];
      if (key in this.fields) said[key] = [...(said[key] ?? []), `${path} ${message}.`];
      // Where no control shows it, the value is said too.
      else
        homeless.push(
          `${path || 'The problem'}${value === undefined ? '' : ` = ${show(value)}`} ${message}.`,
        );
    }
    for (const [key, field] of Object.entries(this.fields)) {
      field.error.textContent = (said[key] ?? []).join('\n');
      field.error.hidden = !said[key];
    }
    for (const end of ends) this.formula[end].setAttribute('aria-invalid', String(end in said));
    return homeless;
  }

  private setDensity(end: End, density: unknown, d: number): void {
    const offered = densitiesIn(d, end);
    const name = nameOf(density, offered);
    const formula = typeof density === 'string' && name === undefined;
    const names = Object.fromEntries(Object.entries(offered).map(([key, entry]) => [key, entry.name]));
    const others = { [FORMULA]: `a formula in ${['x', 'x, y', 'x, y, z'][d - 1]} …` };
    const given = name === undefined && !formula ? { [GIVEN]: 'as given' } : undefined;
    fill(this.density[end], { ...names, ...others, ...given }, name ?? (formula ? FORMULA : GIVEN));
    if (formula) this.formula[end].value = density;
    this.formula[end].hidden = !formula;
  }

  private takeDensity(end: End): void {
    const chosen = this.density[end].value;
    const formula = this.formula[end];
    formula.hidden = chosen !== FORMULA;
    if (chosen === FORMULA) {
      if (formula.value === '') formula.value = '1 + 0.9*sin(6*pi*x)';
      this.changed(end, formula.value);
      formula.focus();
    } else if (chosen !== GIVEN) {
      this.changed(end, densitiesIn(axesOf(this.problem).length, end)[chosen].density);
    }
  }

  /** On a grid of another dimension densities of the old one mean nothing; of the same, what was drawn goes along. */
  private takeGrid(): void {
    const axes = this.grid.value.split(' ').map(Number);
    const before = axesOf(this.problem);
    for (const end of ends) {
      const drawn = this.problem[end];
      if (drawn instanceof Float64Array && axes.length === before.length) {
        this.changed(end, resampled(drawn, before, axes));
      }
    }
    if (axes.length !== before.length) {
      const { density } = densitiesIn(axes.length, 'initial')[axes.length === 1 ? 'cosine' : 'random'];
      this.changed('initial', density);
      this.changed('target', 'uniform');
      this.changed('method', 'auto');
    }
    this.changed('grid', axes);
  }

  private formulaInput(end: End): HTMLInputElement {
    const words = { initial: 'Formula of the initial density', target: 'Formula of the target density' }[end];
    const input = make('input', {
      ...{ type: 'text', id: `${end}-formula`, 'aria-label': words, 'aria-describedby': `${end}-error` },
      ...{ spellcheck: false, autocomplete: 'off', hidden: true },
    });
    input.addEventListener('change', () => this.changed(end, input.value));
    return input;
  }

  private field(
    key: string,
    label: string,
    controls: HTMLElement[],
    beside: Node | string = '',
  ): HTMLElement {
    const error = make('p', { class: 'error', id: `${key}-error`, hidden: true });
    const named = make('label', { for: key }, make('span', {}, label), beside);
    const root = make('div', { class: 'field' }, named, ...controls, error);
    this.fields[key] = { root, error };
    return root;
  }

  private sayS(): void {
    const written = formatExponent(this.s.valueAsNumber);
    this.sValue.textContent = written;
    this.s.setAttribute('aria-valuetext', `s = ${written}`);
  }
}

const axesOf = ({ grid }: Problem): number[] => (typeof grid === 'number' ? [grid] : Array.from(grid));
