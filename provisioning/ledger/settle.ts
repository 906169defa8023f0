import { settleBadgeCountOf } from '../../device/config/cash.ts';
import type { Application } from '../../device/ledger/application.ts';
import { type ApplicationInLedger, readLedgerQueries } from '../../device/ledger/book.ts';
import { insertedCash, type LedgerBanknote } from '../../device/ledger/cash.ts';
import type { SettleReason, StaffSettledOutcome } from '../../device/ledger/entries.ts';
import type { Ledger } from '../../device/ledger/ledger.ts';
import { nextSettlementStep } from '../../device/ledger/next-step.ts';
import { restToPay } from '../../device/ledger/reserved.ts';
import { noteToSettle, settleByHand } from '../../device/ledger/settle-by-hand.ts';
import { formatAmount } from '../../drivers/money.ts';
import { openSecondPersonCheck } from '../badge/second-person.ts';
import { findLedger, type LedgerOptions, withLedgerErrors } from '../books/ledger-file.ts';
import { withLedgerToWrite } from '../books/writable-ledger.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, done, failed, misused } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { confirmByPerson } from '../devices/terminal.ts';
import { findSettleableOrFail } from './settleable.ts';
import { describeNextAction } from './words.ts';

export interface SettleOptions extends LedgerOptions {
  readonly as: StaffSettledOutcome;
  readonly by: string;
  readonly second?: string;
  readonly reason?: SettleReason;
  readonly yes?: true;
}

/** Settles an application that the kiosk can never settle. The kiosk must be stopped: the ledger has one writer. */
export async function ledgerSettle(name: string, options: SettleOptions, io: Io): Promise<CliOutcome> {
  const found = findLedger(options);
  if (!found.ok) return found;
  const { file, profile } = found.value;
  const refused = badgesRefused(settleBadgeCountOf(profile.cash), options);
  if (refused !== null) return misused(refused);
  const check = await openSecondPersonCheck(found.value, options.second);
  if (!check.ok) return check;
  const look = () => readLedgerQueries(file, (book) => findSettleableOrFail(book, name, options.as));
  return withLedgerErrors(file, async () => {
    const before = look();
    if (!before.ok) return before;
    return withLedgerToWrite(file, 'settle', io, async ({ ledger, timestamp, now }) => {
      const settled = look();
      if (!settled.ok) return settled;
      if (settled.value.listed !== before.value.listed)
        return failed(
          `a record of ${name} is damaged, so this application was left to staff just now: look at it with \`asan-kiosk ledger show\`, then settle it`,
        );
      const sure = await confirmByPerson(question(settled.value, options.as), options, io);
      if (!sure.ok) return sure;
      const { second } = options;
      const admitted = second === undefined ? done : await check.value(second, now, io);
      if (!admitted.ok) return admitted;
      return settle(settled.value, ledger, options, timestamp(), io);
    });
  });
}

/** `null`: these badges may settle. */
function badgesRefused(badges: 1 | 2, { by, second, reason }: SettleOptions): string | null {
  if (second !== undefined && second === by) return '--second must be the badge of another person than --by';
  if (badges === 1) return null;
  if (second === undefined) return 'the profile asks for two badges (cash.settleBadges): add --second';
  return reason === undefined ? 'with two badges, the ledger needs a reason: add --reason' : null;
}

function question(booked: ApplicationInLedger, as: StaffSettledOutcome): string {
  const { id, application } = booked;
  const note = noteToSettle(booked);
  if (note)
    return `Settle ${application?.reference ?? id} as ${as}? The kiosk then stops waiting for the validator to report its note of ${formatAmount(note.value)}.`;
  const amount = formatAmount(application ? restToPay(application) : 0);
  const reserved = application?.reserved
    ? ` ${formatAmount(application.reserved.amount)} of a credit code are reserved for it too.`
    : '';
  return `Settle ${application?.reference ?? id} (${amount}) as ${as}?${reserved} The kiosk will not ask the terminal about it again.`;
}

function settle(booked: ApplicationInLedger, ledger: Ledger, options: SettleOptions, at: string, io: Io): CliOutcome {
  const { as, by, second, reason, json } = options;
  const { id, application, listed } = booked;
  const note = noteToSettle(booked);
  const more = { ...(second === undefined ? {} : { second }), ...(reason === undefined ? {} : { reason }) };
  const after = settleByHand(ledger, booked, { as, by, at, ...more });
  const next = listed ? 'nothing' : nextSettlementStep(after).do;
  if (json)
    printJson(io, { applicationId: id, reference: after.reference, as, by, ...more, at, leftToStaff: listed, next });
  else if (note) io.out(noteText(after, note));
  else {
    const then = listed
      ? 'the application is off the list for staff'
      : `start the kiosk, which will ${describeNextAction(next)}, and close it`;
    io.out(`${application?.reference ?? id} is settled by hand as ${as}: ${then}\n`);
  }
  return done;
}

function noteText(after: Application, { value }: LedgerBanknote): string {
  const inserted = insertedCash(after);
  const then =
    inserted > 0 ? `make a credit of the ${formatAmount(inserted)} in the cassette and close it` : 'close it';
  return `the note of ${formatAmount(value)} of ${after.reference ?? after.id} is in doubt, to be counted: start the kiosk, which will ${then}\n`;
}
