import { mkdirSync } from 'node:fs';
import { pause, realClock } from '../../drivers/clock.ts';
import { DIALECTS_AS_TYPED, dialectFrom, type MrzDialect } from '../../drivers/id-reader/mrz/dialect.ts';
import { ok, type Result } from '../../drivers/result.ts';
import type { Wire } from '../../simulators/wire.ts';
import { systemWords } from '../bytes/input.ts';
import { printerModel } from '../bytes/printer-model.ts';
import type { Io } from '../io.ts';
import { type CliOutcome, type CliTrouble, done, misused } from '../outcome.ts';
import { openTraceFile, type TraceFile } from '../replay/record-file.ts';
import { KINDS, type KindSettings, type WiredKind } from './kinds.ts';
import { loadScript, type PlayedScript, playScript, type Script } from './script.ts';
import { createTeller, type Teller } from './teller.ts';
import { helpText, speak, type Verb } from './verbs.ts';
import { type OpenedWire, openWire } from './wire.ts';
import { wireVerbs } from './wire-verbs.ts';

export interface SimulateOptions {
  readonly kind: WiredKind;
  readonly pty?: string;
  readonly tcp?: number;
  readonly seed?: number;
  readonly model?: string;
  readonly baud?: number;
  readonly papers?: string;
  readonly framing?: string;
  /** Of an MRZ reader, as it is typed. */
  readonly dialect?: string;
  /** A script file. */
  readonly script?: string;
  /** A file that the wire is recorded into. */
  readonly record?: string;
  readonly json?: true;
}

const DEFAULT_SEED = 1;

/** One simulated device on a wire of its own, steered by lines of input and by a script, until it is told to end. */
export async function simulate(options: SimulateOptions, io: Io): Promise<CliOutcome> {
  const settings = settingsOf(options);
  if (!settings.ok) return settings;
  const script = await loadScript(options.script, options.kind);
  if (!script.ok) return script;
  const opened = await openWire(options);
  if (!opened.ok) return opened;
  const trace = traceOf(options, settings.value);
  if (!trace.ok) {
    await opened.value.close();
    return trace;
  }
  const teller = createTeller(options.json === true, io);
  const outcome = await live(
    { settings: settings.value, options, opened: opened.value, trace: trace.value, teller, io },
    script.value,
  );
  await opened.value.close();
  trace.value?.close();
  return outcome;
}

interface Life {
  readonly settings: KindSettings;
  readonly options: SimulateOptions;
  readonly opened: OpenedWire;
  readonly trace: TraceFile | null;
  readonly teller: Teller;
  readonly io: Io;
}

async function live(life: Life, script: Script): Promise<CliOutcome> {
  const { options, settings, opened, teller, io } = life;
  const kind = KINDS[options.kind];
  const { withFaultsHere } = await import('../../simulators/faults/faulty-wire.ts');
  const { seededRandom } = await import('../../simulators/random.ts');
  const { WIRE_DEEDS, wireFaultOf } = await import('../../simulators/scripts/wire-deeds.ts');
  const occasionsIn = await kind.occasions(settings);
  let played: PlayedScript | undefined;
  const tapped = heard(opened.wire);
  const wire = withFaultsHere(tapped.wire, {
    clock: realClock,
    // A stream of its own: what the wire draws changes nothing of what the device does.
    random: seededRandom(settings.seed + 1),
    unplug: () => void opened.unplug(),
    before(traffic) {
      for (const name of occasionsIn(traffic)) played?.occasion(name);
    },
  });
  const device = await kind.make({ ...settings, wire });
  const look = () => teller.look(device);
  const { faults } = wire;
  const verbs = [...device.verbs, ...wireVerbs(faults, opened, wireFaultOf, WIRE_DEEDS)];
  const stage = { device, verbs, faults, wireFaultOf, wireForms: WIRE_DEEDS, teller, look };
  played = await playScript(script, stage);
  const outcome = played.check();
  if (!outcome.ok) {
    device.close();
    return outcome;
  }
  tapped.listen((direction, bytes) => {
    life.trace?.recorder.chunk(kind.traceName, { direction, bytes });
    for (const line of device.decoder({ direction, bytes })) teller.wire(line);
    look();
  });
  teller.say('ready', { kind: options.kind, link: opened.where }, `${options.kind} on ${opened.where}; type help`);
  opened.wire.onConnected((connected) => teller.say('connection', { connected }, connected ? 'open' : 'closed'));
  device.onChange(look);
  look();
  played.start();
  await untilToldToEnd(verbs, teller, look, io);
  const ended = played.end();
  device.close();
  return ended;
}

function traceOf({ record, kind }: SimulateOptions, settings: KindSettings): Result<TraceFile | null, CliTrouble> {
  if (record === undefined) return ok(null);
  const { traceName, recorded } = KINDS[kind];
  return openTraceFile(record, { end: 'device', devices: { [traceName]: recorded(settings) } });
}

function settingsOf(options: SimulateOptions): Result<KindSettings, CliTrouble> {
  const framing = framingOf(options);
  if (!framing.ok) return framing;
  const model = printerModel(options.model);
  if (!model.ok) return model;
  const papers = papersFolder(options);
  if (!papers.ok) return papers;
  const dialect = dialectOf(options);
  if (!dialect.ok) return dialect;
  return ok({
    framing: framing.value,
    model: model.value.name,
    dialect: dialect.value,
    seed: options.seed ?? DEFAULT_SEED,
    ...(options.baud === undefined ? {} : { baudRate: options.baud }),
    ...(options.papers === undefined ? {} : { papersDir: options.papers }),
  });
}

function papersFolder({ papers }: SimulateOptions): CliOutcome {
  if (papers === undefined) return done;
  try {
    mkdirSync(papers, { recursive: true });
    return done;
  } catch (error) {
    return misused(`the folder ${papers} can not be made: ${systemWords(error)}; name another with --papers`);
  }
}

function framingOf({ framing, tcp }: SimulateOptions): Result<'serial' | 'tcp', CliTrouble> {
  if (framing === undefined) return ok(tcp === undefined ? 'serial' : 'tcp');
  return framing === 'serial' || framing === 'tcp'
    ? ok(framing)
    : misused(`no framing called ${framing}; there are serial, tcp`);
}

function dialectOf({ dialect = 'lines' }: SimulateOptions): Result<MrzDialect, CliTrouble> {
  const known = dialectFrom(dialect);
  return known ? ok(known) : misused(`no dialect called ${dialect}; there are ${DIALECTS_AS_TYPED}`);
}

type Heard = (direction: 'in' | 'out', bytes: Uint8Array) => void;

/** The wire, and a listener for both directions; `in` is towards the kiosk, as on every wire here. */
function heard(wire: Wire): { readonly wire: Wire; listen(listener: Heard): void } {
  let tell: Heard = () => {};
  wire.onBytes((bytes) => tell('out', bytes));
  return {
    wire: {
      ...wire,
      write(bytes) {
        wire.write(bytes);
        tell('in', bytes);
      },
    },
    listen(listener) {
      tell = listener;
    },
  };
}

/** Resolves at `quit`, at the end of input, or at Ctrl-C. Lines are done one after the other. */
export function untilToldToEnd(verbs: readonly Verb[], teller: Teller, look: () => void, io: Io): Promise<void> {
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
      else if (line.trim() === 'help') help(verbs, teller);
      else if (seconds !== undefined) await pause(realClock, Number(seconds) * 1000, ending.signal);
      else await carryOut(line, verbs, teller);
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

const OWN_VERBS: readonly Verb[] = [
  { name: 'wait', takes: '<seconds>', does: 'do the next command later', run: () => undefined },
  { name: 'help', does: 'list the commands', run: () => undefined },
  { name: 'quit', does: 'end', run: () => undefined },
];

function help(verbs: readonly Verb[], teller: Teller): void {
  const all = [...verbs, ...OWN_VERBS];
  const commands = all.map(({ name, takes, does }) => ({ name, takes: takes ?? null, does }));
  teller.say('help', { commands }, `\n${helpText(all).trimEnd()}`);
}

async function carryOut(line: string, verbs: readonly Verb[], teller: Teller): Promise<void> {
  const spoken = await speak(line, verbs);
  const command = line.trim();
  if (spoken.kind === 'done') teller.say('command', { command }, command);
  else teller.say('refused', { command, why: spoken.why }, spoken.why);
}
