import { existsSync, mkdirSync } from 'node:fs';
import { DEVICE_KINDS, type DeviceKindWithLink, kebabOf } from '../../drivers/device-kinds.ts';
import { DIALECTS_AS_TYPED, type MrzDialect, parseDialect } from '../../drivers/id-reader/mrz/dialect.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { describeSystemError } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, type CliTrouble, done, misused } from '../command/outcome.ts';
import { printerModel } from '../command/printer-model.ts';
import { openSavedState, type SavedStateStore } from './kept-state.ts';
import { KINDS, type SimulatedKindSettings } from './kinds.ts';
import {
  addWireFaults,
  DEFAULT_SEED,
  type StandaloneOptions,
  type StandaloneParts,
  simulateStandalone,
} from './run-device.ts';
import { openWire, type SimulatedWire } from './wire.ts';
import { wireVerbs } from './wire-verbs.ts';

export interface SimulateOptions extends StandaloneOptions {
  readonly kind: DeviceKindWithLink;
  readonly pty?: string;
  readonly tcp?: number;
  readonly model?: string;
  readonly baud?: number;
  readonly papers?: string;
  readonly framing?: string;
  readonly password?: string;
  readonly state?: string;
  readonly dialect?: string;
}

/** One device on its own wire, steered by input lines and by a script. */
export async function simulate(options: SimulateOptions, io: Io): Promise<CliOutcome> {
  const settings = await settingsOf(options, io);
  if (!settings.ok) return settings;
  const { recorded } = KINDS[options.kind];
  return simulateStandalone(
    {
      kind: options.kind,
      recorded: (await recorded?.(settings.value)) ?? null,
      open: () => openWire({ ...options, kind: kebabOf(options.kind) }),
      put: (opened, parts) => putOnWire({ settings: settings.value, options, opened, io }, parts),
    },
    options,
    io,
  );
}

interface Wired {
  readonly settings: SimulatedKindSettings;
  readonly options: SimulateOptions;
  readonly opened: SimulatedWire;
  readonly io: Io;
}

async function putOnWire({ options, settings, opened, io }: Wired, parts: StandaloneParts) {
  const kind = KINDS[options.kind];
  const { WIRE_FAULT_FORMS, wireFaultOf } = await import('../../simulators/scripts/wire-fault-words.ts');
  const its = {
    clock: io.clock,
    // Separate random numbers: faults of the wire do not change what the device does.
    seed: settings.seed + 1,
    occasions: (await kind.occasions?.(settings)) ?? (() => []),
    unplug: () => void opened.unplug(),
  };
  const { wire, listen } = await addWireFaults(opened.wire, its, parts);
  const device = await kind.make({ ...settings, wire, clock: io.clock });
  const withFaults = { faults: wire.faults, faultOf: wireFaultOf, forms: WIRE_FAULT_FORMS };
  return {
    device,
    verbs: [...device.verbs, ...wireVerbs(withFaults, opened)],
    wire: withFaults,
    ready() {
      const { output } = parts;
      listen(device);
      output.say(
        'ready',
        { kind: options.kind, link: opened.where },
        `${kebabOf(options.kind)} on ${opened.where}; type help`,
      );
      opened.wire.onConnected((connected) => output.say('connection', { connected }, connected ? 'open' : 'closed'));
    },
  };
}

async function settingsOf(options: SimulateOptions, io: Io): Promise<Result<SimulatedKindSettings, CliTrouble>> {
  const framing = framingOf(options);
  if (!framing.ok) return framing;
  const model = printerModel(options.model);
  if (!model.ok) return model;
  const papers = papersFolder(options);
  if (!papers.ok) return papers;
  const dialect = dialectOf(options);
  if (!dialect.ok) return dialect;
  const kept = await keptOf(options, io);
  if (!kept.ok) return kept;
  return ok({
    framing: framing.value,
    model: model.value.name,
    dialect: dialect.value,
    seed: options.seed ?? DEFAULT_SEED,
    baudRate: options.baud,
    papersDir: options.papers,
    password: options.password,
    kept: kept.value,
  });
}

async function keptOf(
  { kind, state }: SimulateOptions,
  io: Io,
): Promise<Result<SavedStateStore | undefined, CliTrouble>> {
  const { remembers: fits } = KINDS[kind];
  if (state === undefined || !fits) return ok(undefined);
  return openSavedState({ path: state, of: DEVICE_KINDS[kind].name.en, fits, note: io.note });
}

function papersFolder({ papers }: SimulateOptions): CliOutcome {
  if (papers === undefined) return done;
  try {
    if (!existsSync(papers)) mkdirSync(papers);
    return done;
  } catch (error) {
    return misused(`the folder ${papers} can not be made: ${describeSystemError(error)}; name another with --papers`);
  }
}

function framingOf({ framing, tcp }: SimulateOptions): Result<'serial' | 'tcp', CliTrouble> {
  if (framing === undefined) return ok(tcp === undefined ? 'serial' : 'tcp');
  return framing === 'serial' || framing === 'tcp'
    ? ok(framing)
    : misused(`no framing called ${framing}; there are serial, tcp`);
}

function dialectOf({ dialect = 'lines' }: SimulateOptions): Result<MrzDialect, CliTrouble> {
  const known = parseDialect(dialect);
  return known ? ok(known) : misused(`no dialect called ${dialect}; there are ${DIALECTS_AS_TYPED}`);
}
