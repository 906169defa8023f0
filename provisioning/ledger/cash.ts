import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type CashList, readCashList } from '../../device/ledger/cash-list.ts';
import { packageFile } from '../../device/package-root.ts';
import { printJson, table } from '../bytes/output.ts';
import type { Io } from '../io.ts';
import { loadProfileFile } from '../load-profile.ts';
import { formatAmount } from '../options.ts';
import { type CliOutcome, done, failed } from '../outcome.ts';
import { nearName, SIMULATED_PROFILE } from '../places.ts';

export interface LedgerOptions {
  readonly profile?: string;
  readonly json?: true;
}

/** What the cassette must hold, what is owed for it, and what must be counted. Personal data are not in a ledger. */
export async function ledgerCash(options: LedgerOptions, io: Io): Promise<CliOutcome> {
  const profile = loadProfileFile(options.profile ?? packageFile(SIMULATED_PROFILE));
  if (!profile.ok) return profile;
  const file = resolve(packageFile('.'), profile.value.ledger.file);
  if (!existsSync(file))
    return failed(`there is no ledger ${nearName(file)} yet: start the kiosk of this profile once`);
  const list = readCashList(file);
  if (options.json) printJson(io, list);
  else io.out(describe(list));
  return done;
}

function describe({ stacked, credits, doubts }: CashList): string {
  const printed = (yes: boolean) => (yes ? 'printed' : 'not printed');
  return [
    `stacked since the ledger begins: ${formatAmount(stacked)}\n`,
    credits.length === 0 ? 'no credits\n' : 'credits:\n',
    table(credits.map((each) => [each.code, `${formatAmount(each.amount)}, ${printed(each.printed)}, ${each.at}`])),
    doubts.length === 0 ? 'no notes in doubt\n' : 'notes in doubt, to be counted:\n',
    table(
      doubts.map(({ value, why, at, applicationId }) => [
        value === null ? 'unknown' : formatAmount(value),
        `${why}, ${at}, application ${applicationId}`,
      ]),
    ),
  ].join('');
}
