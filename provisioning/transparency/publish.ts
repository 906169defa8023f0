import { resolve } from 'node:path';
import { parseCheckpoint } from '../../device/proof/checkpoint.ts';
import { formatVerifierKey, parseNote } from '../../device/proof/note.ts';
import {
  type CosignedCheckpoint,
  type CosignTrouble,
  checkCosignedNote,
  cosignedFileOf,
  storeCosignedCheckpoint,
} from '../../device/transparency/cosigned.ts';
import { signedCheckpoint } from '../../device/transparency/log.ts';
import { type ExportTrouble, exportTiles } from '../../device/transparency/tiles.ts';
import { toHex } from '../../drivers/bytes.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { withLedgerErrors } from '../books/ledger-file.ts';
import { describeSystemError, readFileOrStdin } from '../command/input.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { shortPath } from '../command/places.ts';
import { type LogBesideLedger, logTrouble, openLogBesideLedger, signerOrTrouble } from './open-log.ts';

export interface PublicLogOptions {
  readonly profile?: string;
  readonly json?: true;
}

async function withLog(options: PublicLogOptions, act: (log: LogBesideLedger) => CliOutcome | Promise<CliOutcome>) {
  const log = openLogBesideLedger(options.profile);
  if (!log.ok) return log;
  try {
    return await withLedgerErrors(log.value.ledgerFile, () => act(log.value));
  } finally {
    log.value.close();
  }
}

export interface PrintCheckpointOptions extends PublicLogOptions {
  readonly cosigned?: true;
}

/** Prints the signed checkpoint of the log, or the newest checkpoint that witnesses cosigned. */
export function checkpointCommand(options: PrintCheckpointOptions, io: Io): Promise<CliOutcome> {
  return withLog(options, (log) => {
    const note = options.cosigned ? cosignedNote(log) : freshNote(log);
    if (typeof note !== 'string') return note;
    if (options.json) printJson(io, { ...headOf(note), note });
    else io.out(note);
    return done;
  });
}

function freshNote(log: LogBesideLedger): string | CliOutcome {
  const signer = signerOrTrouble(log);
  // People trust a signature, so the log is checked as for an export.
  return signer.ok
    ? log.atOnce(() => logTrouble(log, log.tree.size()) ?? signedCheckpoint(log.tree, signer.value))
    : signer;
}

function cosignedNote(log: LogBesideLedger): string | CliOutcome {
  try {
    const note = log.cosigned();
    if (note !== null) return note;
    return failed('no witness has cosigned this log yet: bring a cosigned checkpoint with transparency cosign');
  } catch (error) {
    return failed(`${shortPath(cosignedFileOf(log.ledgerFile))} can not be read: ${describeSystemError(error)}`);
  }
}

function headOf(note: string) {
  const parsed = parseNote(note);
  const checkpoint = parsed && parseCheckpoint(parsed.text);
  if (!parsed || !checkpoint) throw new Error('our own checkpoint could not be read');
  const { origin, size, root } = checkpoint;
  return { origin, size, root: toHex(root), signedBy: parsed.signatures.map(({ name }) => name) };
}

export function printLogKeyCommand(options: PublicLogOptions, io: Io): Promise<CliOutcome> {
  return withLog(options, ({ trust }) => {
    const [logs, witnesses] = [trust.logs.map(formatVerifierKey), trust.witnesses.map(formatVerifierKey)];
    if (options.json) printJson(io, { keys: logs, witnesses });
    else io.out([...logs, ...witnesses].map((line) => `${line}\n`).join(''));
    return done;
  });
}

export interface LogExportOptions extends PublicLogOptions {
  readonly out: string;
}

export function exportCommand(options: LogExportOptions, io: Io): Promise<CliOutcome> {
  return withLog(options, (log) => {
    const signer = signerOrTrouble(log);
    if (!signer.ok) return signer;
    const folder = resolve(options.out);
    try {
      const exported = log.atOnce(
        () =>
          logTrouble(log, log.tree.size()) ?? exportTiles(log.tree, signedCheckpoint(log.tree, signer.value), folder),
      );
      if (!exported.ok) {
        const { error } = exported;
        const why = 'exit' in error ? error.line : exportWords(error, log.origin);
        return failed(`${options.out} was not written: ${why}`);
      }
      const { size, written, kept } = exported.value;
      if (options.json) printJson(io, { origin: log.origin, size, written, kept });
      else io.out(`${shortPath(folder)}: the log of ${size} leaves, ${written} tiles written, ${kept} kept\n`);
      return done;
    } catch (error) {
      return failed(`${options.out} was not written: ${describeSystemError(error)}`);
    }
  });
}

function exportWords(trouble: ExportTrouble, origin: string): string {
  switch (trouble.kind) {
    case 'no-checkpoint':
      return 'its checkpoint cannot be read; name another folder, or move this file away to write all tiles again';
    case 'other-log':
      return `it holds another log, ${trouble.origin}; name another folder`;
    case 'other-tree':
      return `it holds a tree that does not belong to the log ${origin}, as after a new ledger was begun; name another folder`;
    default:
      return trouble satisfies never;
  }
}

const REFUSED: Readonly<Record<Exclude<CosignTrouble['kind'], 'forged'>, string>> = {
  'no-checkpoint': 'it is not a checkpoint (a signed note of c2sp.org/tlog-checkpoint)',
  'not-signed-by-this-log': 'the key of this log has not signed it',
  'no-known-witness': 'no witness of the profile has signed it (transparency.witnesses)',
  'other-tree': 'this tree does not belong to this log',
};

/** Keeps a checkpoint of this log that witnesses have signed. */
export function addCosignedCheckpoint(file: string, options: PublicLogOptions, io: Io): Promise<CliOutcome> {
  return withLog(options, async (log) => {
    const bytes = await readFileOrStdin(file, io);
    if (!bytes.ok) return bytes;
    const note = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.value);
    const checked = log.atOnce(() => checkCosignedNote(note, log.trust, log.tree, log.tree.size()));
    if (!checked.ok) {
      const { error } = checked;
      const why = error.kind === 'forged' ? `the signature of ${error.name} is wrong` : REFUSED[error.kind];
      return failed(`${file} was refused: ${why}`);
    }
    const { size, witnesses } = checked.value;
    const kept = keepBeside(log, checked.value);
    if (!kept.ok) return failed(`${file} was not kept: ${kept.error}`);
    const names = witnesses.map(({ key }) => key.name);
    if (options.json) printJson(io, { size, witnesses: names });
    else io.out(`the log of ${size} leaves is cosigned by ${names.join(', ')}\n`);
    return done;
  });
}

function keepBeside(log: LogBesideLedger, cosigned: CosignedCheckpoint): Result<void, string> {
  const file = cosignedFileOf(log.ledgerFile);
  try {
    const kept = storeCosignedCheckpoint(file, cosigned, log.tree, log.tree.size());
    return kept === 'kept' ? ok(undefined) : err('a later checkpoint is cosigned already');
  } catch (error) {
    return err(`${shortPath(file)}: ${describeSystemError(error)}`);
  }
}
