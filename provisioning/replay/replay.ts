import { setImmediate } from 'node:timers/promises';
import { toHex } from '../../drivers/bytes.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { type DecodedEntry, decodeTrace } from '../../drivers/trace/decoder.ts';
import { parseTrace } from '../../drivers/trace/parse-trace.ts';
import type { ReplayDifference, ReplayResult } from '../../drivers/trace/replay-run.ts';
import { replayDeviceTrace } from '../../drivers/trace/replayed.ts';
import { isCallEntry, isChunkEntry, isLinkEntry, type Trace } from '../../drivers/trace/trace.ts';
import { readFileOrStdin } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { printerModel } from '../command/printer-model.ts';
import { isReplayable, type ReplayableDevice, replayDriver, whyNotReplayable } from './drivers.ts';

export interface ReplayOptions {
  readonly json?: true;
  readonly words?: true;
}

/**
 * Replays each device of a trace against its driver, on the trace's own clock: hours are replayed as fast as the machine can. Prints the
 * wire in words and the events of the drivers.
 */
export async function replayTrace(file: string, options: ReplayOptions, io: Io): Promise<CliOutcome> {
  const read = await readTrace(file, io);
  if (!read.ok) return read;
  const trace = read.value;
  const json = options.json === true;
  for (const decoded of decodeTrace(trace)) tellEntry(decoded, json, io);
  if (options.words) return done;
  const differences: string[] = [];
  for (const [name, device] of Object.entries(trace.header.devices)) {
    if (!isReplayable(device)) {
      io.note(`${name}: read, not replayed: ${whyNotReplayable(device)}`);
      continue;
    }
    const { replayed, places } = await replayDevice(trace, name, device);
    tellReplayed(name, replayed, json, io);
    if (replayed.difference) differences.push(differenceLine(trace, name, replayed.difference, places));
  }
  return differences.length === 0 ? done : failed(differences.join('; '));
}

const LONGEST_TRACE = 64 * 1024 * 1024;

async function readTrace(file: string, io: Io): Promise<Result<Trace, CliTrouble>> {
  const read = await readFileOrStdin(file, io, LONGEST_TRACE);
  if (!read.ok) return read;
  const parsed = parseTrace(new TextDecoder().decode(read.value));
  if (!parsed.ok) return misused(`${file}:${parsed.error.line}: ${parsed.error.detail} (${parsed.error.code})`);
  for (const device of Object.values(parsed.value.header.devices)) {
    const model = device.driver === 'escpos' ? printerModel(device.model) : null;
    if (model && !model.ok) return misused(`${file}:1: ${model.error.line}`);
  }
  return ok(parsed.value);
}

/** A trace from the device's end has no link events: the link is open from the start. */
async function replayDevice({ header, entries }: Trace, name: string, device: ReplayableDevice) {
  const places = entries.flatMap((entry, place) => (entry.device === name ? [place] : []));
  const own = entries.filter(({ device }) => device === name);
  const firstAt = own[0]?.at ?? 0;
  const first = own.find((entry) => isLinkEntry(entry) || isChunkEntry(entry));
  const links = !first || isLinkEntry(first);
  const opened = links ? [] : [{ at: firstAt, device: name, link: 'open' } as const];
  const startedAt = new Date(Date.parse(header.startedAt) + firstAt);
  const replayed = await replayDeviceTrace(
    [...opened, ...own],
    (world) => replayDriver(device, startedAt, world),
    turn,
  );
  return { replayed, places: links ? places : [places[0] ?? 0, ...places] };
}

async function turn(): Promise<void> {
  await setImmediate();
}

const seconds = (at: number): string => (at / 1000).toFixed(3).padStart(9);
const WAYS = { in: '←', out: '→' } as const;

function tellEntry({ entry, lines }: DecodedEntry, json: boolean, io: Io): void {
  const { at, device } = entry;
  if (isChunkEntry(entry)) {
    for (const { direction, bytes, meaning, discarded } of lines) {
      if (json) printJson(io, { event: 'wire', at, device, direction, hex: toHex(bytes), meaning, discarded });
      else io.out(`${seconds(at)} ${device} ${WAYS[direction]} ${discarded ? 'discarded: ' : ''}${meaning}\n`);
    }
  } else if (isLinkEntry(entry)) {
    if (json) printJson(io, { event: 'link', ...entry });
    else io.out(`${seconds(at)} ${device} link ${entry.link}${entry.why === undefined ? '' : `: ${entry.why}`}\n`);
  } else if (isCallEntry(entry)) {
    if (json) printJson(io, { event: 'call', ...entry });
    else io.out(`${seconds(at)} ${device} asked to ${entry.call}\n`);
  }
}

function tellReplayed(device: string, { compared, events, difference }: ReplayResult, json: boolean, io: Io): void {
  for (const { at, event, value } of events) {
    if (json) printJson(io, { event: 'driver', at, device, what: event, value });
    else io.out(`${seconds(at)} ${device} ${event} ${JSON.stringify(value)}\n`);
  }
  if (json) printJson(io, { event: 'compared', device, bytes: compared, same: difference === null, difference });
  else
    io.out(
      `${device}: ${compared} bytes of the driver are the same${difference ? ' up to the first difference' : ''}\n`,
    );
}

/** `printer: byte 341, line 27 of the trace, at 12.345 s: expected 1d56, found 1b40`. */
function differenceLine(
  { header, entries }: Trace,
  device: string,
  { entry, offset, expected, found }: ReplayDifference,
  places: readonly number[],
): string {
  const place = places[entry] ?? entries.length - 1;
  const where = `byte ${offset}, line ${place + 2} of the trace, at ${((entries[place]?.at ?? 0) / 1000).toFixed(3)} s`;
  const line = `${device}: ${where}: expected ${shortened(expected)}, found ${shortened(found)}`;
  return header.end === 'device'
    ? `${line}: this trace is from the device's end and lacks the calls to the driver. Record at the kiosk's end, or add --words`
    : line;
}

const MOST_SHOWN = 48;
const shortened = (text: string): string => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text);
