import { join } from 'node:path';
import { baudRateOf } from '../../device/config/link.ts';
import type { Profile } from '../../device/config/profile.ts';
import { makeFolder } from '../../device/files/make-folder.ts';
import { mrzSettingsOf } from '../../drivers/id-reader/mrz/settings.ts';
import { wireSettingsOf } from '../../drivers/kinds/terminal-protocols.ts';
import { ok, type Result } from '../../drivers/result.ts';
import type { RecordedDeviceSettings } from '../../drivers/trace/recorded-device.ts';
import { describeSystemError } from '../command/input.ts';
import { type CliOutcome, type CliTrouble, failed, misused } from '../command/outcome.ts';
import { createTraceFile, type TraceFile } from '../replay/record-file.ts';

export interface RecordOptions {
  readonly simulate?: true;
  readonly record?: string;
  readonly recordPersonalData?: true;
}

/**
 * Error if the options of a record do not fit together, otherwise `null`. Real devices send personal data, so their record needs a second
 * option.
 */
export function recordOptionsError({ simulate, record, recordPersonalData }: RecordOptions): CliOutcome | null {
  if (record === undefined) {
    return recordPersonalData ? misused('--record-personal-data needs --record: add --record FOLDER') : null;
  }
  return simulate || recordPersonalData
    ? null
    : misused(
        '--record stores all data on the wires: zones of documents, names on receipts, data of cards, the password of the terminal. If this is lawful, add --record-personal-data; otherwise add --simulate',
      );
}

/** Trace of a kiosk's run, or `null` if none is wanted. `messageMs`: T4 of the terminal if it is not the driver's own. */
export function openRunTrace(
  { record }: RecordOptions,
  profile: Profile,
  messageMs: number | null,
): Result<TraceFile | null, CliTrouble> {
  if (record === undefined) return ok(null);
  try {
    makeFolder(record, 0o700);
  } catch (error) {
    return failed(`the folder ${record} cannot be made: ${describeSystemError(error)}; name another with --record`);
  }
  const name = `kiosk-${new Date().toISOString().replaceAll(/[:.]/g, '-')}.trace`;
  return createTraceFile(join(record, name), { end: 'kiosk', devices: recordedDevices(profile, messageMs) });
}

function recordedDevices(
  { devices: { reader, terminal, printer } }: Profile,
  messageMs: number | null,
): Readonly<Record<'reader' | 'terminal' | 'printer', RecordedDeviceSettings>> {
  return {
    reader: { driver: 'mrz', ...mrzSettingsOf(reader) },
    terminal: { ...wireSettingsOf(terminal), asksBooks: true, messageMs: messageMs ?? undefined },
    printer: { driver: 'escpos', model: printer.model, remembers: true, baudRate: baudRateOf(printer.link) },
  };
}
