/** The side of a helper: a thread that takes part in what leaders of teams launch. */
import { type CoreExports, instantiateCore, type TeamExports } from '../core.ts';

/** Calls a helper to a team. The first call to a team brings what an instance of its own is made of. */
export interface HelpMessage {
  torusflow: 'help';
  team: number;
  thread: number;
  module?: WebAssembly.Module;
  memory?: WebAssembly.Memory;
}

const instances = new Map<number, CoreExports & TeamExports>();

/** Takes part until the team is dismissed; other messages are nobody's business here. */
export function help(message: HelpMessage): void {
  if (message?.torusflow !== 'help') return;
  const { team, thread, module, memory } = message;
  if (module) instances.set(team, instantiateCore(module, memory) as CoreExports & TeamExports);
  const core = instances.get(team)!;
  try {
    core.help(thread);
  } catch (error) {
    core.fail();
    throw error;
  }
}
