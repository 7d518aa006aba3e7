/** The page: one flow, played in a worker, its density and its energy drawn as it goes. */
import { type Diagnostics, ProblemError, type Rate } from 'torusflow';
import {
  element,
  fillChoices,
  OWN,
  onSettings,
  readSettings,
  showIssues,
  writeSettings,
} from './controls.ts';
import { DensityPlot } from './density-plot.ts';
import { EnergyPlot } from './energy-plot.ts';
import { formatNumber, writeFormulas } from './format.ts';
import { Player } from './player.ts';
import { presets } from './presets.ts';
import { rateInWords } from './rates.ts';
import {
  axesFor,
  type EnergyAxes,
  type Pace,
  paceFor,
  problemOf,
  type Settings,
  type Shown,
  timeUnit,
} from './settings.ts';

const preset = element<HTMLSelectElement>('preset');
const pace = element<HTMLSelectElement>('pace');
const axes = element<HTMLSelectElement>('axes');
const shown = element<HTMLSelectElement>('shown');
const play = element<HTMLButtonElement>('play');
const step = element<HTMLButtonElement>('step');
const stillness = matchMedia('(prefers-reduced-motion: reduce)');

fillChoices();
const densityPlot = new DensityPlot(element('density'), 'density');
const energyPlot = new EnergyPlot(element('energy'), 'log-log');
let settings: Settings;

const player = new Player({
  opened(initial, target) {
    densityPlot.begin(initial, target);
  },
  drawn(density, now) {
    densityPlot.draw(density);
    showNumbers(now);
  },
  recorded(history, rate) {
    energyPlot.draw(history, rate, 1e-3 * timeUnit(settings.s));
    showRate(rate);
  },
  changed({ playing, canPlay }, words) {
    play.textContent = playing ? 'Pause' : 'Play';
    play.disabled = step.disabled = !canPlay;
    element('status').textContent = words;
  },
  failed: showFailure,
});

function restart(): void {
  showIssues(null);
  element('failure').hidden = true;
  settings = readSettings();
  player.pace = pace.value as Pace;
  void player.open(problemOf(settings), settings);
}

function takePreset(): void {
  const chosen = presets[preset.value];
  writeFormulas(element('see'), chosen.see);
  writeSettings(chosen.settings);
  setView(chosen.pace, chosen.axes);
  setShown(chosen.shown);
  restart();
}

function setView(newPace: Pace, newAxes: EnergyAxes): void {
  pace.value = newPace;
  axes.value = newAxes;
  energyPlot.show(newAxes);
}

function setShown(what: Shown): void {
  shown.value = what;
  densityPlot.show(what);
  for (const id of ['key-density', 'key-target']) element(id).hidden = what === 'difference';
  element('key-difference').hidden = what === 'density';
}

function showNumbers(now: Diagnostics): void {
  element('time').textContent = formatNumber(now.time);
  element('number-energy').textContent = formatNumber(now.energy);
  element('number-dissipation').textContent = formatNumber(now.dissipation);
  element('number-minimum').textContent = formatNumber(now.minimum);
  element('number-maximum').textContent = formatNumber(now.maximum);
  element('ringing').hidden = now.minimum >= -1e-10;
  element('number-mass').textContent = formatNumber(now.mass - 1, 2);
}

function showRate(rate: Rate): void {
  for (const [id, text] of Object.entries(rateInWords(rate))) writeFormulas(element(id), text);
  for (const law of ['algebraic', 'exponential']) element(`law-${law}`).hidden = rate.kind !== law;
}

/** At the control that it is about, where there is one. */
function showFailure(error: unknown): void {
  const words =
    error instanceof ProblemError
      ? showIssues(error)
      : [error instanceof Error ? error.message : String(error)];
  const failure = element('failure');
  failure.textContent = words.join('\n');
  failure.hidden = words.length === 0;
}

preset.addEventListener('change', takePreset);
onSettings((changed) => {
  preset.value = OWN;
  element('see').textContent = '';
  if (changed.s !== settings.s) setView(paceFor(changed.s), axesFor(changed.s));
  restart();
});
play.addEventListener('click', () => (player.isPlaying ? player.pause() : player.play()));
step.addEventListener('click', () => player.step());
element('reset').addEventListener('click', () => {
  player.pause();
  restart();
});
pace.addEventListener('change', () => {
  player.pace = pace.value as Pace;
});
axes.addEventListener('change', () => energyPlot.show(axes.value as EnergyAxes));
shown.addEventListener('change', () => setShown(shown.value as Shown));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  densityPlot.redraw();
  energyPlot.redraw();
});

if (!stillness.matches) player.play();
takePreset();
