/** The page: one element, flows to choose from, and the state of it all in the address. */
import 'torusflow/element';
import type { TorusFlow } from 'torusflow/element';
import { writeFormulas } from '../src/element/words/format.ts';
import { type Preset, presets } from './presets.ts';

const flow = document.querySelector('torus-flow') as TorusFlow;
const preset = document.getElementById('preset') as HTMLSelectElement;
const see = document.getElementById('see') as HTMLElement;
const why = document.getElementById('why') as HTMLAnchorElement;

/** Value of the preset's select once something was changed by hand. */
const OWN = 'own';

for (const [key, { name }] of Object.entries(presets)) preset.add(new Option(name, key));
preset.add(new Option('your own', OWN));
preset.options[preset.length - 1].disabled = true;

function take(chosen: Preset): void {
  for (const name of ['show', 'chart', 'axes', 'pace', 'speed']) flow.removeAttribute(name);
  for (const [name, value] of Object.entries(chosen.look ?? {})) flow.setAttribute(name, value);
  flow.problem = chosen.problem;
  writeFormulas(see, chosen.see);
  why.hidden = false;
  why.href = `#${chosen.why}`;
}

preset.addEventListener('change', () => take(presets[preset.value]));
take(presets[preset.value]);

flow.addEventListener('change', () => {
  preset.value = OWN;
  see.textContent = '';
  why.hidden = true;
});
