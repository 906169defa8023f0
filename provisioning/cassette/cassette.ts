import { randomUUID } from 'node:crypto';
import { differencesOf, sumOfNotes } from '../../device/ledger/cassette-exchange.ts';
import type { NoteCount } from '../../device/ledger/entries.ts';
import {
  type CassetteDesk,
  type CassetteJob,
  type CassetteRefusal,
  createCassetteDesk,
} from '../../device/maintenance/money/cassette.ts';
import { keyFileOf, LogKeyError, readLogKey } from '../../device/merkle/signer.ts';
import { logOriginOf } from '../../device/proof/checkpoint.ts';
import { formatAmount } from '../../drivers/money.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { openSecondPersonCheck } from '../badge/second-person.ts';
import { findLedger, type LedgerOptions } from '../books/ledger-file.ts';
import { withLedgerToWrite } from '../books/writable-ledger.ts';
import type { Io } from '../command/io.ts';
import { type CliOutcome, type CliTrouble, done, failed, misused } from '../command/outcome.ts';
import { printJson } from '../command/output.ts';
import { confirmByPerson } from '../devices/terminal.ts';

export interface CassetteExchangeOptions extends LedgerOptions {
  readonly by: string;
  readonly second?: string;
  readonly notes?: readonly NoteCount[];
  readonly none?: true;
  readonly bag?: string;
  readonly yes?: true;
}

/**
 * Records an exchange of the cassette by the rules of the maintenance screen, but prints no slip. An exchange that this screen or an
 * earlier call began continues at its step. The kiosk must be stopped.
 */
export async function exchangeCassette(options: CassetteExchangeOptions, io: Io): Promise<CliOutcome> {
  const found = findLedger(options);
  if (!found.ok) return found;
  const { file, profile } = found.value;
  const signer = readSigner(file, profile.kiosk.id);
  if (!signer.ok) return signer;
  const check = await openSecondPersonCheck(found.value, options.second);
  if (!check.ok) return check;
  return withLedgerToWrite(file, 'record the exchange', io, async ({ ledger, timestamp, now }) => {
    const { sign } = signer.value;
    const desk = createCassetteDesk({ ledger, kioskId: profile.kiosk.id, sign, timestamp, newId: randomUUID });
    if (desk.current() === null) {
      const sure = await confirmByPerson('Is the cassette exchanged, and are its notes counted?', options, io);
      if (!sure.ok) return sure;
    }
    const job = await goOn(desk, options, (second) => check.value(second, now, io));
    if (!job.ok) return job;
    if (options.json) printJson(io, recordOf(job.value));
    else io.out(describe(job.value));
    return done;
  });
}

function readSigner(file: string, kioskId: string): Result<NonNullable<ReturnType<typeof readLogKey>>, CliTrouble> {
  try {
    const signer = readLogKey(keyFileOf(file), logOriginOf(kioskId));
    return signer ? ok(signer) : failed('the key of the log is missing: start the kiosk once, which makes it');
  } catch (error) {
    if (error instanceof LogKeyError) return failed(error.message);
    throw error;
  }
}

type Step = Result<CassetteJob, CliTrouble>;

const BEFORE_COUNT: {
  readonly [S in CassetteJob['step']]?: (desk: CassetteDesk) => ReturnType<CassetteDesk['putIn']>;
} = {
  'take-out': (desk) => desk.takenOut(),
  'put-in': (desk) => desk.putIn(),
};

async function goOn(
  desk: CassetteDesk,
  { by, second, notes, none, bag }: CassetteExchangeOptions,
  admit: (second: string) => Promise<CliOutcome>,
): Promise<Step> {
  const staff = { badge: by, by: 'badge' } as const;
  const counted = notes ?? (none ? [] : null);
  let job = toStep(desk.begin(staff));
  while (job.ok && job.value.step in BEFORE_COUNT) job = toStep(BEFORE_COUNT[job.value.step]?.(desk) ?? desk.putIn());
  if (job.ok && counted !== null && MAY_COUNT.has(job.value.step)) job = toStep(desk.count(counted, staff));
  if (job.ok && job.value.step === 'count')
    return misused('the notes are not counted yet: add --notes for each value, or --none for an empty cassette');
  if (job.ok && job.value.step === 'difference') {
    if (second === undefined) return failed(`${differenceText(job.value)}: count again, or add --second BADGE`);
    const admitted = second === by ? done : await admit(second);
    if (!admitted.ok) return admitted;
    job = toStep(desk.confirm({ badge: second, by: 'badge' }));
  }
  if (job.ok && job.value.step === 'bag') {
    if (bag === undefined) return misused('the bag has no number yet: seal it and add --bag');
    job = toStep(desk.seal(bag));
  }
  return job.ok && job.value.step === 'slip' ? toStep(desk.end(false)) : job;
}

const MAY_COUNT: ReadonlySet<CassetteJob['step']> = new Set(['count', 'difference', 'bag']);

const toStep = (answer: Result<CassetteJob, CassetteRefusal>): Step =>
  answer.ok ? answer : err({ exit: 1, line: REFUSED[answer.error.kind] });

const REFUSED: Readonly<Record<CassetteRefusal['kind'], string>> = {
  'other-step': 'another step of the exchange is open: run the command again',
  'not-a-count': 'the count is not valid: at most 9999 notes of each value',
  'same-badge': 'the person who counted cannot confirm the difference: --second is another badge',
  'badge-needed': 'only a badge confirms a difference',
  'counted-without-badge': 'the notes were counted with the service key: count again with a badge (--by)',
  'wrong-bag': 'the number of the bag has 6 to 20 letters and digits',
  'bag-used': 'a bag with this number was used before',
};

function differenceText({ exchange: { count } }: CassetteJob): string {
  const differences = count ? differencesOf(count.counted, count.expected) : [];
  if (differences.length === 0) return 'an earlier count differed, so a second person must confirm this count';
  const all = differences.map(
    ({ value, counted, expected }) => `${formatAmount(value)}: counted ${counted}, ledger ${expected}`,
  );
  return `the count differs from the ledger (${all.join('; ')})`;
}

const recordOf = ({ id, exchange: { count, second, bag, signature } }: CassetteJob) => ({
  exchange: id,
  counted: count?.counted ?? [],
  expected: count?.expected ?? [],
  by: count?.by ?? null,
  second,
  bag,
  signature,
});

function describe({ exchange: { count, bag } }: CassetteJob): string {
  return `the cassette is exchanged: ${formatAmount(sumOfNotes(count?.counted ?? []))} in bag ${bag}; the record is signed, without a slip\n`;
}
