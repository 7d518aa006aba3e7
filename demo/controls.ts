/** The form: reads and writes the settings, and says what is wrong beside the control that it is about. */
import type { ProblemError } from 'torusflow';
import { densities } from './densities.ts';
import { formatExponent } from './format.ts';
import { presets } from './presets.ts';
import { gridSizes, type Settings } from './settings.ts';

export function element<E extends HTMLElement = HTMLElement>(id: string): E {
  return document.getElementById(id) as E;
}

const FORMULA = 'formula';
/** Value of the preset's select once something was changed by hand. */
export const OWN = 'own';

const slider = element<HTMLInputElement>('s');
const points = element<HTMLSelectElement>('points');
const ends = ['initial', 'target'] as const;
const selectOf = (end: string) => element<HTMLSelectElement>(end);
const formulaOf = (end: string) => element<HTMLInputElement>(`${end}-formula`);
const fields = ['s', 'initial', 'target', 'points'] as const;

export function fillChoices(): void {
  const preset = element<HTMLSelectElement>('preset');
  for (const [key, { name }] of Object.entries(presets)) preset.add(new Option(name, key));
  preset.add(new Option('your own', OWN));
  preset.options[preset.length - 1].disabled = true;
  for (const end of ends) {
    for (const [key, { name }] of Object.entries(densities)) selectOf(end).add(new Option(name, key));
    selectOf(end).add(new Option('a formula in x …', FORMULA));
  }
  for (const size of gridSizes) points.add(new Option(String(size)));
}

export function writeSettings(settings: Settings): void {
  slider.value = String(settings.s);
  points.value = String(settings.points);
  for (const end of ends) {
    const named = settings[end] in densities;
    selectOf(end).value = named ? settings[end] : FORMULA;
    if (!named) formulaOf(end).value = settings[end];
  }
  showDependents();
}

export function readSettings(): Settings {
  const [initial, target] = ends.map((end) =>
    selectOf(end).value === FORMULA ? formulaOf(end).value : selectOf(end).value,
  );
  return { s: slider.valueAsNumber, initial, target, points: Number(points.value) };
}

/** Calls `changed` with the settings when a control has a new value. */
export function onSettings(changed: (settings: Settings) => void): void {
  const form = element<HTMLFormElement>('controls');
  form.addEventListener('input', showDependents);
  form.addEventListener('change', () => changed(readSettings()));
  form.addEventListener('submit', (event) => event.preventDefault());
}

/** The number beside the slider, and the formulas where they are chosen. */
function showDependents(): void {
  const written = formatExponent(slider.valueAsNumber);
  element('s-value').textContent = written;
  slider.setAttribute('aria-valuetext', `s = ${written}`);
  for (const end of ends) formulaOf(end).hidden = selectOf(end).value !== FORMULA;
}

/** Shows each issue at its control; returns what belongs to none of them. */
export function showIssues(error: ProblemError | null): string[] {
  const places: Record<string, string[]> = Object.fromEntries(fields.map((field) => [field, []]));
  const homeless: string[] = [];
  for (const { path, message } of error?.issues ?? []) {
    const field = path.replace('grid', 'points').split(/[.[]/)[0];
    (places[field] ?? homeless).push(`${path || 'The problem'} ${message}.`);
  }
  for (const field of fields) {
    const said = element(`${field}-error`);
    said.textContent = places[field].join('\n');
    said.hidden = places[field].length === 0;
  }
  for (const end of ends) formulaOf(end).setAttribute('aria-invalid', String(places[end].length > 0));
  return homeless;
}
