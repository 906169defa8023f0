import { pause, realClock } from '../../drivers/clock.ts';
import type { Io } from '../command/io.ts';
import type { EventOutput } from './event-output.ts';
import { helpText, runVerb, type SimulatorVerb } from './verbs.ts';

/** Runs lines of input in order. Resolves at `quit`, at the end of input, or at Ctrl-C. */
export function runInputLines(
  verbs: readonly SimulatorVerb[],
  output: EventOutput,
  look: () => void,
  io: Io,
): Promise<void> {
  return new Promise((resolve) => {
    let queue = Promise.resolve();
    const ending = new AbortController();
    const end = () => {
      ending.abort();
      stopLines();
      release();
      resolve();
    };
    const one = async (line: string) => {
      if (ending.signal.aborted || line.trim() === '') return;
      const seconds = /^wait (\d{1,3}(?:\.\d{1,3})?)$/.exec(line.trim().toLowerCase())?.[1];
      if (line.trim() === 'quit') end();
      else if (line.trim() === 'help') help(verbs, output);
      else if (seconds !== undefined) await pause(realClock, Number(seconds) * 1000, ending.signal);
      else await carryOut(line, verbs, output);
      look();
    };
    const release = io.onInterrupt(end);
    const stopLines = io.onLines(
      (line) => {
        queue = queue.then(() => one(line));
      },
      () => void queue.then(end),
    );
  });
}

const OWN_VERBS: readonly SimulatorVerb[] = [
  { name: 'wait', takes: '<seconds>', does: 'wait before the next command', run: () => undefined },
  { name: 'help', does: 'list the commands', run: () => undefined },
  { name: 'quit', does: 'end', run: () => undefined },
];

function help(verbs: readonly SimulatorVerb[], output: EventOutput): void {
  const all = [...verbs, ...OWN_VERBS];
  const commands = all.map(({ name, takes, does }) => ({ name, takes: takes ?? null, does }));
  output.say('help', { commands }, `\n${helpText(all).trimEnd()}`);
}

async function carryOut(line: string, verbs: readonly SimulatorVerb[], output: EventOutput): Promise<void> {
  const spoken = await runVerb(line, verbs);
  const command = line.trim();
  if (spoken.kind === 'done') output.say('command', { command }, command);
  else output.say('refused', { command, why: spoken.why }, spoken.why);
}
