import type { Io } from '../command/io.ts';
import type { CliOutcome } from '../command/outcome.ts';
import { untilEnd } from './input-lines.ts';
import { type RunningScript, type Script, type ScriptedDevice, startScript } from './script.ts';

/** Tells a script that something happened which it may wait for; nobody before it is running. */
export interface ScriptTrigger {
  happened(names: readonly string[]): void;
  follow(script: RunningScript): void;
}

export function createScriptTrigger(): ScriptTrigger {
  let running: RunningScript | undefined;
  return {
    happened(names) {
      for (const name of names) running?.occasion(name);
    },
    follow(script) {
      running = script;
    },
  };
}

/**
 * A simulated device with its script and its lines of input, from the first word to the last. `ready` says that it is there; before
 * that a script which does not fit is refused.
 */
export async function runDevice(
  script: Script,
  scripted: ScriptedDevice,
  { trigger, ready, io }: { readonly trigger: ScriptTrigger; readonly ready: () => void; readonly io: Io },
): Promise<CliOutcome> {
  const { device, verbs, output, look } = scripted;
  const running = await startScript(script, scripted);
  const fits = running.check();
  if (!fits.ok) {
    device.close();
    return fits;
  }
  trigger.follow(running);
  ready();
  device.onChange(look);
  look();
  running.start();
  await untilEnd(verbs, output, look, io);
  const ended = running.end();
  device.close();
  return ended;
}
