/**
 * `torusflow/element`: importing it defines `<torus-flow>`, a flow that plays where it stands in a page.
 * docs/element.md has its attributes, properties, events, parts and custom properties.
 *
 * @module torusflow/element
 */
import { TorusFlow } from './torus-flow.ts';

export type { ColourMapName } from './draw/colour-map.ts';
export type {
  Handler,
  Kebab,
  Others,
  TorusFlowAttributes,
  TorusFlowListeners,
  VueListeners,
} from './frameworks.ts';
export type { LookWords } from './look.ts';
export type { ExportKind } from './model/export.ts';
export type { PlayerState } from './model/player.ts';
export type { LookProperties, ProblemProperties, TorusFlowProperties } from './properties.ts';
export {
  type ChangeDetail,
  type ErrorDetail,
  type EventListenerOf,
  type Frame,
  TorusFlow,
  type TorusFlowEvents,
} from './torus-flow.ts';

// Where there are no pages (Node, server rendering) there is nothing to define.
if (globalThis.customElements && !customElements.get('torus-flow')) {
  customElements.define('torus-flow', TorusFlow);
}

declare global {
  interface HTMLElementTagNameMap {
    'torus-flow': TorusFlow;
  }
}
