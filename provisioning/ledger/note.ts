import {
  type BanknoteFate,
  type BanknoteFateRefusal,
  createBanknoteDesk,
} from '../../device/maintenance/money/notes.ts';
import { formatAmount } from '../../drivers/money.ts';
import { findLedger, type LedgerOptions } from '../books/ledger-file.ts';
import { withLedgerToWrite } from '../books/writable-ledger.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { confirmByPerson } from '../devices/terminal.ts';

export interface DoubtfulNoteOptions extends LedgerOptions {
  readonly found: BanknoteFate;
  readonly by: string;
  readonly yes?: true;
}

/** Says where a doubtful note was, by the rules of the maintenance screen. The kiosk must be stopped. */
export async function settleDoubtfulNote(id: string, options: DoubtfulNoteOptions, io: Io): Promise<CliOutcome> {
  const { found: fate, by } = options;
  const place = findLedger(options);
  if (!place.ok) return place;
  const { file } = place.value;
  return withLedgerToWrite(file, 'say the place of the note', io, async ({ ledger, now, timestamp }) => {
    const settlement = { tryNow: () => undefined };
    const desk = createBanknoteDesk({ file, ledger, validator: () => null, settlement, now, timestamp });
    const note = desk.list().find((each) => each.id === id);
    const value = note?.value ?? null;
    if (note) {
      const named = value === null ? 'the note of unknown value' : `the note of ${formatAmount(value)}`;
      const sure = await confirmByPerson(`Record ${named} as ${fate}?`, options, io);
      if (!sure.ok) return sure;
    }
    const settled = desk.found(id, fate, { badge: by, by: 'badge' });
    if (!settled.ok) return failed(refusalText(id, settled.error));
    if (options.json) printJson(io, { noteId: id, value, found: fate, by });
    else io.out(`the note ${id} is recorded as ${fate} by ${by}\n`);
    return done;
  });
}

function refusalText(id: string, refusal: BanknoteFateRefusal): string {
  switch (refusal.kind) {
    case 'unknown-note':
      return `the ledger has no doubtful note ${id}: \`asan-kiosk ledger cash --json\` lists all`;
    case 'other-fate':
      return `the note ${id} can only be ${refusal.fates.join(' or ')}`;
    case 'validator-busy':
      return 'the validator works on the note now: wait for its report';
    default:
      return refusal satisfies never;
  }
}
