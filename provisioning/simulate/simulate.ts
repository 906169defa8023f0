import { statSync } from 'node:fs';
import { pause, realClock } from '../../drivers/clock.ts';
import { DIALECTS_AS_TYPED, dialectFrom, type MrzDialect } from '../../drivers/id-reader/mrz/dialect.ts';
import { ok, type Result } from '../../drivers/result.ts';
import type { Wire } from '../../simulators/wire.ts';
import { printerModel } from '../bytes/printer-model.ts';
import type { Io } from '../io.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../outcome.ts';
import type { DeviceSettings, SimulatedDevice } from './device.ts';
import { createTeller, type Teller } from './teller.ts';
import { helpText, speak, type Verb } from './verbs.ts';

export interface SimulateOptions {
  readonly kind: 'printer' | 'terminal' | 'mrz-reader' | 'bill-validator';
  readonly pty?: string;
  readonly tcp?: number;
  readonly seed?: number;
  readonly model?: string;
  readonly baud?: number;
  readonly papers?: string;
  readonly framing?: string;
  /** Of an MRZ reader, as it is typed. */
  readonly dialect?: string;
  readonly json?: true;
}

const DEFAULT_SEED = 1;

const DEVICES: Readonly<Record<SimulateOptions['kind'], (settings: DeviceSettings) => Promise<SimulatedDevice>>> = {
  printer: async (settings) => (await import('./printer.ts')).simulatedPrinter(settings),
  terminal: async (settings) => (await import('./terminal.ts')).simulatedTerminal(settings),
  'bill-validator': async (settings) => (await import('./bill-validator.ts')).simulatedValidator(settings),
  'mrz-reader': async (settings) => (await import('./mrz-reader.ts')).simulatedReader(settings),
};

/** One simulated device on a wire of its own, steered by lines of input, until it is told to end. */
export async function simulate(options: SimulateOptions, io: Io): Promise<CliOutcome> {
  const framing = framingOf(options);
  if (!framing.ok) return framing;
  const model = printerModel(options.model);
  if (!model.ok) return model;
  if (options.papers !== undefined && !isFolder(options.papers)) {
    return misused(`${options.papers} is no folder: make it first, or name another with --papers`);
  }
  const dialect = dialectOf(options);
  if (!dialect.ok) return dialect;
  const opened = await openWire(options);
  if (!opened.ok) return opened;
  const { wire, where, close } = opened.value;

  const teller = createTeller(options.json === true, io);
  const tapped = heard(wire);
  const device = await DEVICES[options.kind]({
    wire: tapped.wire,
    framing: framing.value,
    model: model.value.name,
    dialect: dialect.value,
    ...(options.baud === undefined ? {} : { baudRate: options.baud }),
    ...(options.papers === undefined ? {} : { papersDir: options.papers }),
    seed: options.seed ?? DEFAULT_SEED,
  });
  const look = () => teller.look(device);
  tapped.listen((direction, bytes) => {
    for (const line of device.decoder({ direction, bytes })) teller.wire(line);
    look();
  });
  teller.say('ready', { kind: options.kind, link: where }, `${options.kind} on ${where}; type help`);
  wire.onConnected((connected) => teller.say('connection', { connected }, connected ? 'open' : 'closed'));
  device.onChange(look);
  look();
  await untilToldToEnd(device.verbs, teller, look, io);
  device.close();
  await close();
  return done;
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

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

interface OpenedWire {
  readonly wire: Wire;
  readonly where: string;
  readonly close: () => Promise<void>;
}

async function openWire({ pty, tcp, kind }: SimulateOptions): Promise<Result<OpenedWire, CliTrouble>> {
  if ((pty === undefined) === (tcp === undefined)) {
    return misused(`on which wire? add either --tcp PORT or --pty LINK: asan-kiosk simulate ${kind} --tcp 0`);
  }
  try {
    if (tcp !== undefined) {
      const { listenTcp } = await import('../../simulators/wire-tcp.ts');
      const wire = await listenTcp(tcp);
      return ok({ wire, where: `tcp:127.0.0.1:${wire.port}`, close: () => wire.close() });
    }
    const { openPty } = await import('../../simulators/wire-pty.ts');
    const wire = await openPty(pty!);
    return ok({ wire, where: `serial:${wire.path}`, close: () => wire.close() });
  } catch (error) {
    return wireTrouble(error, tcp);
  }
}

function wireTrouble(error: unknown, tcp: number | undefined): ReturnType<typeof failed> {
  if (!(error instanceof Error)) throw error;
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ERR_MODULE_NOT_FOUND') return failed('this installation has no simulators: run from a checkout');
  if (code === 'EADDRINUSE') return failed(`port ${tcp} is taken: choose another with --tcp, or 0 for any`);
  if (code === 'EACCES') return failed(`port ${tcp} may not be opened by this user: choose one from 1024`);
  if (/^no pty at/.test(error.message)) return failed(error.message);
  throw error;
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
