import { realClock } from '../../drivers/clock.ts';
import type { LineMap } from '../../drivers/lines/port.ts';
import { ok, type Result } from '../../drivers/result.ts';
import type { LinesSimulator, LinesState } from '../../simulators/lines/lines.ts';
import { describeSystemError } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import { type CliOutcome, type CliTrouble, failed, misused } from '../command/outcome.ts';
import { wrapSimulator } from './device.ts';
import { DEFAULT_SEED, type StandaloneOptions, simulateStandalone } from './run-device.ts';
import { faultVerbs, plainVerb, type SimulatorVerb } from './verbs.ts';

export interface SimulateLinesOptions extends StandaloneOptions {
  readonly tools: string;
  readonly profile?: string;
}

const SOME_CABINET: LineMap = {
  door: { chip: 'pinctrl-simulated', offset: 17, direction: 'in' },
  presence: { chip: 'pinctrl-simulated', offset: 27, direction: 'in' },
  attention: { chip: 'pinctrl-simulated', offset: 22, direction: 'out' },
  status: { chip: 'pinctrl-simulated', offset: 23, direction: 'out' },
};

/** Simulates a cabinet with stand-ins for the tools of libgpiod 2, steered by lines of input and by a script. */
export async function simulateLines(options: SimulateLinesOptions, io: Io): Promise<CliOutcome> {
  const map = mapOf(options);
  if (!map.ok) return map;
  const seed = options.seed ?? DEFAULT_SEED;
  return simulateStandalone(
    {
      kind: 'lines',
      recorded: { driver: 'lines' },
      open: () => openCabinet(map.value, options.tools, seed),
      async put({ cabinet, dir, watchLines }, { output, trigger, trace }) {
        watchLines(cabinet, map.value, { onNews: trace.chunk, onOccasion: (name) => trigger.happened([name]) });
        const verbs = [...verbsOf(cabinet, map.value), ...faultVerbs(cabinet.faults)];
        const device = wrapSimulator(cabinet, {
          verbs,
          decoder: () => () => [],
          state: () => cabinet.state(),
          stateWords,
        });
        const words = `put the folder first: PATH=${dir}:$PATH gpiomon --chip gpiochip0 17`;
        return { device, verbs, wire: null, ready: () => output.say('ready', { kind: 'lines', tools: dir }, words) };
      },
    },
    options,
    io,
  );
}

async function openCabinet(map: LineMap, folder: string, seed: number) {
  const [{ createLinesSimulator }, { createLineTools }, { watchLines }, { seededRandom }] = await Promise.all([
    import('../../simulators/lines/lines.ts'),
    import('../../simulators/lines/tools.ts'),
    import('../../simulators/lines/news.ts'),
    import('../../simulators/random.ts'),
  ]);
  const cabinet = createLinesSimulator({ map, clock: realClock, random: seededRandom(seed) });
  try {
    const { dir, close } = createLineTools(cabinet, map, folder);
    return ok({ cabinet, watchLines, dir, close });
  } catch (error) {
    return failed(`the tools were not made: ${describeSystemError(error)}; name another folder with --tools`);
  }
}

function mapOf({ profile: file }: SimulateLinesOptions): Result<LineMap, CliTrouble> {
  if (file === undefined) return ok(SOME_CABINET);
  const profile = loadProfileFile(file);
  if (!profile.ok) return profile;
  return profile.value.lines ? ok(profile.value.lines.map) : misused(`${file} has no section \`lines\``);
}

function verbsOf(cabinet: LinesSimulator, map: LineMap): SimulatorVerb[] {
  const inputs = Object.entries(map).flatMap(([name, { direction }]) => (direction === 'in' ? [name] : []));
  const verbs: SimulatorVerb[] = inputs.flatMap((name) => [
    plainVerb(`${name} on`, `make the contact of ${name}`, () => cabinet.move(name, true)),
    plainVerb(`${name} off`, `break the contact of ${name}`, () => cabinet.move(name, false)),
  ]);
  if (inputs.includes('door')) {
    verbs.push(plainVerb('door open', 'open the door', () => cabinet.move('door', true)));
    verbs.push(plainVerb('door close', 'close the door', () => cabinet.move('door', false)));
  }
  if (inputs.includes('presence')) {
    verbs.push(plainVerb('person comes', 'a person is in front of the kiosk', () => cabinet.move('presence', true)));
    verbs.push(
      plainVerb('person leaves', 'no person is in front of the kiosk any more', () => cabinet.move('presence', false)),
    );
  }
  const onLine = (name: string, does: string, act: (line: string) => void): SimulatorVerb => ({
    name,
    takes: '<line>',
    does,
    values: Object.keys(map),
    run(line) {
      if (!Object.hasOwn(map, line)) return `which line? ${Object.keys(map).join(', ')}`;
      act(line);
      return undefined;
    },
  });
  return [
    ...verbs,
    onLine('lose', 'take a line away from the kiosk', cabinet.lose),
    onLine('restore', 'bring a lost line back', cabinet.restore),
  ];
}

function stateWords({ inputs, outputs, lost }: LinesState): string {
  const words = [
    ...Object.entries(inputs).map(([name, active]) => `${name} ${active ? 'on' : 'off'}`),
    ...Object.entries(outputs).map(([name, { lit }]) => `${name} ${lit ? 'lit' : 'dark'}`),
  ];
  return [...words, ...lost.map((name) => `${name} lost`)].join(', ');
}
