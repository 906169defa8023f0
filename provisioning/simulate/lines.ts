import { realClock } from '../../drivers/clock.ts';
import type { LineMap } from '../../drivers/lines/port.ts';
import type { LinesSimulator } from '../../simulators/lines/lines.ts';
import { systemWords } from '../bytes/input.ts';
import type { Io } from '../io.ts';
import { loadProfileFile } from '../load-profile.ts';
import { type CliOutcome, done, failed, misused } from '../outcome.ts';
import { untilToldToEnd } from './simulate.ts';
import { createTeller } from './teller.ts';
import { faultVerbs, plain, type Verb } from './verbs.ts';

export interface SimulateLinesOptions {
  /** The folder in which the tools are made. */
  readonly tools: string;
  readonly profile?: string;
  readonly seed?: number;
  readonly json?: true;
}

const DEFAULT_SEED = 1;

/** A cabinet for software that needs one and has no profile. */
const SOME_CABINET: LineMap = {
  door: { chip: 'pinctrl-simulated', offset: 17, direction: 'in' },
  presence: { chip: 'pinctrl-simulated', offset: 27, direction: 'in' },
  attention: { chip: 'pinctrl-simulated', offset: 22, direction: 'out' },
  status: { chip: 'pinctrl-simulated', offset: 23, direction: 'out' },
};

/** A simulated cabinet behind stand-ins for the tools of libgpiod 2, steered by lines of input. */
export async function simulateLines(options: SimulateLinesOptions, io: Io): Promise<CliOutcome> {
  let map = SOME_CABINET;
  if (options.profile !== undefined) {
    const profile = loadProfileFile(options.profile);
    if (!profile.ok) return profile;
    if (!profile.value.lines) return misused(`${options.profile} has no section \`lines\``);
    map = profile.value.lines.map;
  }
  const [{ createLinesSimulator, LINE_FAULTS }, { createLineTools }, { seededRandom }] = await Promise.all([
    import('../../simulators/lines/lines.ts'),
    import('../../simulators/lines/tools.ts'),
    import('../../simulators/random.ts'),
  ]);
  const cabinet = createLinesSimulator({
    map,
    clock: realClock,
    random: seededRandom(options.seed ?? DEFAULT_SEED),
  });
  const tools = made(() => createLineTools(cabinet, map, options.tools));
  if ('ok' in tools) return tools;

  const teller = createTeller(options.json === true, io);
  const verbs = [...verbsOf(cabinet, map), ...faultVerbs(cabinet.faults, LINE_FAULTS)];
  const device = {
    verbs,
    decoder: () => [],
    state: () => ({ ...cabinet.state() }),
    stateWords: () => wordsOf(cabinet),
    armed: () => cabinet.faults.armed().map(({ fault, mode }) => `${fault} (${mode})`),
    news: () => [],
    onChange: cabinet.onChange,
    close: cabinet.close,
  };
  const look = () => teller.look(device);
  teller.say(
    'ready',
    { kind: 'lines', tools: tools.dir },
    `put it in front: PATH=${tools.dir}:$PATH gpiomon --chip gpiochip0 17`,
  );
  cabinet.onChange(look);
  look();
  await untilToldToEnd(verbs, teller, look, io);
  tools.close();
  cabinet.close();
  return done;
}

/** A folder that can not be made is the world's doing. */
function made<T extends object>(make: () => T): T | ReturnType<typeof failed> {
  try {
    return make();
  } catch (error) {
    return failed(`the tools were not made: ${systemWords(error)}; name another folder with --tools`);
  }
}

function verbsOf(cabinet: LinesSimulator, map: LineMap): Verb[] {
  const inputs = Object.entries(map).flatMap(([name, { direction }]) => (direction === 'in' ? [name] : []));
  const verbs: Verb[] = inputs.flatMap((name) => [
    plain(`${name} on`, `make the contact of ${name}`, () => cabinet.move(name, true)),
    plain(`${name} off`, `break it`, () => cabinet.move(name, false)),
  ]);
  if (inputs.includes('door')) {
    verbs.push(plain('door open', 'open the door', () => cabinet.move('door', true)));
    verbs.push(plain('door close', 'close the door', () => cabinet.move('door', false)));
  }
  if (inputs.includes('presence')) {
    verbs.push(plain('person comes', 'somebody stands before the kiosk', () => cabinet.move('presence', true)));
    verbs.push(plain('person leaves', 'nobody does any more', () => cabinet.move('presence', false)));
  }
  const onLine = (name: string, does: string, act: (line: string) => void): Verb => ({
    name,
    takes: '<line>',
    does,
    run(line) {
      if (!Object.hasOwn(map, line)) return `which line? ${Object.keys(map).join(', ')}`;
      act(line);
      return undefined;
    },
  });
  return [
    ...verbs,
    onLine('lose', 'take a line away', cabinet.lose),
    onLine('restore', 'put it back', cabinet.restore),
  ];
}

function wordsOf(cabinet: LinesSimulator): string {
  const { inputs, outputs, lost } = cabinet.state();
  const words = [
    ...Object.entries(inputs).map(([name, active]) => `${name} ${active ? 'on' : 'off'}`),
    ...Object.entries(outputs).map(([name, { lit }]) => `${name} ${lit ? 'lit' : 'dark'}`),
  ];
  return [...words, ...lost.map((name) => `${name} lost`)].join(', ');
}
