import type { Io } from '../command/io.ts';
import type { CliOutcome } from '../command/outcome.ts';
import { type PlayedScript, playScript, type Script, type Stage } from './script.ts';
import { untilToldToEnd } from './told.ts';

/** Tells a script that something happened which it may wait for; nobody before it is played. */
export interface Prompter {
  happened(names: readonly string[]): void;
  follow(played: PlayedScript): void;
}

export function createPrompter(): Prompter {
  let playing: PlayedScript | undefined;
  return {
    happened(names) {
      for (const name of names) playing?.occasion(name);
    },
    follow(played) {
      playing = played;
    },
  };
}

/**
 * A simulated device with its script and its lines of input, from the first word to the last. `ready` says that it is there; before
 * that a script which does not fit is refused.
 */
export async function perform(
  script: Script,
  stage: Stage,
  { prompter, ready, io }: { readonly prompter: Prompter; readonly ready: () => void; readonly io: Io },
): Promise<CliOutcome> {
  const { device, verbs, teller, look } = stage;
  const played = await playScript(script, stage);
  const fits = played.check();
  if (!fits.ok) {
    device.close();
    return fits;
  }
  prompter.follow(played);
  ready();
  device.onChange(look);
  look();
  played.start();
  await untilToldToEnd(verbs, teller, look, io);
  const ended = played.end();
  device.close();
  return ended;
}
