import { realLedgerPath } from '../../device/config/ledger-place.ts';
import type { Profile } from '../../device/config/profile.ts';
import { pathBesideLedger } from '../../device/files/beside-ledger.ts';
import { ok, type Result } from '../../drivers/result.ts';
import { trustedLedgerPath } from '../books/ledger-file.ts';
import type { Io } from '../command/io.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import { type CliTrouble, failed } from '../command/outcome.ts';
import { type NotedPayment, readPaymentNote } from './intent-file.ts';

/** `commonNote`: note of a terminal without a profile; in earlier versions, of all terminals. */
type NoteIo = Pick<Io, 'commonNote'>;

interface NoteOptions {
  readonly profile?: string;
  readonly intent?: string;
}

/** Note of a payment by hand, beside the ledger of the terminal's kiosk. */
export const paymentNoteBesideLedger = (profile: Profile): string => pathBesideLedger(realLedgerPath(profile), NOTE);
const NOTE = '.terminal-pay.json';

/** Path of the note: `--intent`, or beside the ledger of the profile, or the common file. */
export function paymentNotePath({ intent, profile }: NoteOptions, { commonNote }: NoteIo): Result<string, CliTrouble> {
  if (intent !== undefined) return ok(intent);
  if (profile === undefined) return ok(commonNote);
  const loaded = loadProfileFile(profile);
  if (!loaded.ok) return loaded;
  const ledger = trustedLedgerPath(loaded.value);
  return ledger.ok ? ok(pathBesideLedger(ledger.value, NOTE)) : ledger;
}

/**
 * The note of this terminal and its file. Earlier versions kept all notes in the common file. If a note there is unsettled or unreadable,
 * it must be settled first.
 */
export function findPaymentNote(
  options: NoteOptions,
  io: NoteIo,
): Result<{ readonly file: string; readonly noted: NotedPayment | null }, CliTrouble> {
  const file = paymentNotePath(options, io);
  if (!file.ok) return file;
  const noted = readPaymentNote(file.value);
  if (!noted.ok) return noted;
  if (noted.value === null && options.intent === undefined && options.profile !== undefined) {
    const earlier = readPaymentNote(io.commonNote);
    if (!earlier.ok) return earlier;
    if (earlier.value?.outcome === 'unknown')
      return failed(
        `a payment noted in ${io.commonNote} is not settled: first run \`asan-kiosk terminal inquire\` with --intent ${io.commonNote}`,
      );
  }
  return ok({ file: file.value, noted: noted.value });
}
