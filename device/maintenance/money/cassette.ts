import { err, ok, type Result } from '../../../drivers/result.ts';
import { cassetteOutSeq, cassetteStartSeq, notesStacked } from '../../ledger/cassette-count.ts';
import {
  type CassetteExchange,
  cassetteRecord,
  needsSecondBadge,
  SERVICE_KEY,
} from '../../ledger/cassette-exchange.ts';
import type { CassetteEntry, NoteCount } from '../../ledger/entries.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { base64 } from '../../proof/bytes.ts';
import type { SignedInStaff } from '../../staff/contract.ts';
import { readBagNumber } from '../../words/bag-number.ts';
import { badgeOrServiceKey } from './badge.ts';

export type CassetteStep = 'take-out' | 'put-in' | 'count' | 'difference' | 'bag' | 'slip' | 'ended';

export interface CassetteJob {
  readonly id: string;
  readonly step: CassetteStep;
  readonly exchange: CassetteExchange;
}

/** Why a step was refused. Nothing was written. */
export type CassetteRefusal =
  /** Another step is open; `step`: which. `null`: no exchange is open. */
  | { readonly kind: 'other-step'; readonly step: CassetteStep | null }
  | { readonly kind: 'not-a-count' }
  /** The badge that counted cannot confirm its own difference. */
  | { readonly kind: 'same-badge' }
  /** The service key has no number, so it confirms no difference. */
  | { readonly kind: 'badge-needed' }
  /** The service key counted, so the two badges may be one person. */
  | { readonly kind: 'counted-without-badge' }
  | { readonly kind: 'wrong-bag' }
  | { readonly kind: 'bag-used' };

export interface CassetteOptions {
  readonly ledger: Ledger;
  readonly kioskId: string;
  /** Signs with the key of the transparency log. */
  readonly sign: (text: string) => Uint8Array;
  /** ISO date-time with offset. */
  readonly timestamp: () => string;
  readonly newId: () => string;
}

type Answer = Result<CassetteJob, CassetteRefusal>;

/**
 * Exchanges the cassette step by step, for the glass and the commands. Each step is one entry of the ledger, so after a loss of power
 * `current` names the same step. The next cassette counts from zero when the old one is out.
 */
export function createCassetteDesk({ ledger, kioskId, sign, timestamp, newId }: CassetteOptions) {
  const find = (id: string) => jobOf(id, ledger.find(id)?.exchange);
  const current = (): CassetteJob | null => {
    const [newest] = ledger.exchangeIds(1);
    const job = newest === undefined ? null : find(newest);
    return job?.step === 'ended' ? null : job;
  };
  const write = (id: string, entry: CassetteEntry): Answer => {
    ledger.append(id, entry);
    const job = find(id);
    if (!job) throw new Error(`bug: the exchange ${id} has no entries`);
    return ok(job);
  };
  const at = (steps: readonly CassetteStep[], act: (job: CassetteJob) => Answer): Answer => {
    const job = current();
    return job && steps.includes(job.step) ? act(job) : err({ kind: 'other-step', step: job?.step ?? null });
  };

  return {
    current,
    find,
    ids: (most: number): readonly string[] => ledger.exchangeIds(most),
    inCassette: (): readonly NoteCount[] => notesStacked(ledger, cassetteStartSeq(ledger), ledger.newestSeq()),
    /** Begins an exchange. An open exchange goes on. */
    begin(staff: SignedInStaff): Answer {
      const open = current();
      if (open) return ok(open);
      const since = cassetteStartSeq(ledger);
      return write(newId(), { kind: 'cassetteBegun', by: badgeOrServiceKey(staff), since, at: timestamp() });
    },
    /** Ends an exchange if the cassette never came out. */
    giveUp: (): Answer =>
      at(['take-out'], ({ id }) => write(id, { kind: 'cassetteEnded', slip: false, at: timestamp() })),
    takenOut: (): Answer => at(['take-out'], ({ id }) => write(id, { kind: 'cassetteOut', at: timestamp() })),
    putIn: (): Answer => at(['put-in'], ({ id }) => write(id, { kind: 'cassetteIn', at: timestamp() })),
    /** Until the bag is sealed, the notes may be counted again. */
    count: (counted: readonly NoteCount[], staff: SignedInStaff): Answer =>
      at(['count', 'difference', 'bag'], ({ id }) => {
        if (!isCount(counted)) return err({ kind: 'not-a-count' });
        const notes = [...counted].filter(({ count }) => count > 0).sort((a, b) => a.value - b.value);
        const by = badgeOrServiceKey(staff);
        return write(id, {
          kind: 'cassetteCounted',
          counted: notes,
          expected: expectedOf(ledger, id),
          by,
          at: timestamp(),
        });
      }),
    /** The badge must differ from the badge that counted. */
    confirm: ({ badge }: SignedInStaff): Answer =>
      at(['difference'], ({ id, exchange }) => {
        if (badge === null) return err({ kind: 'badge-needed' });
        if (exchange.count?.by === SERVICE_KEY) return err({ kind: 'counted-without-badge' });
        if (badge === exchange.count?.by) return err({ kind: 'same-badge' });
        return write(id, { kind: 'cassetteDifference', second: badge, at: timestamp() });
      }),
    seal: (typed: string): Answer =>
      at(['bag'], ({ id, exchange }) => {
        const bag = readBagNumber(typed);
        if (bag === null) return err({ kind: 'wrong-bag' });
        if (ledger.isBagUsed(bag)) return err({ kind: 'bag-used' });
        const signature = base64(sign(cassetteRecord(kioskId, id, exchange, bag)));
        return write(id, { kind: 'cassetteSealed', bag, signature, at: timestamp() });
      }),
    /** `slip`: whether the slip came out. */
    end: (slip: boolean): Answer =>
      at(['slip'], ({ id }) => write(id, { kind: 'cassetteEnded', slip, at: timestamp() })),
  };
}

function expectedOf(ledger: CassetteOptions['ledger'], id: string): readonly NoteCount[] {
  const out = cassetteOutSeq(ledger, id);
  const since = ledger.history(id)[0]?.entry;
  if (out === null || since?.kind !== 'cassetteBegun') throw new Error(`bug: the cassette of ${id} is not out`);
  return notesStacked(ledger, since.since, out);
}

const jobOf = (id: string, exchange: CassetteExchange | undefined): CassetteJob | null =>
  exchange ? { id, exchange, step: stepOf(exchange) } : null;

export type CassetteDesk = ReturnType<typeof createCassetteDesk>;

function stepOf(exchange: CassetteExchange): CassetteStep {
  switch (exchange.last) {
    case 'cassetteBegun':
      return 'take-out';
    case 'cassetteOut':
      return 'put-in';
    case 'cassetteIn':
      return 'count';
    case 'cassetteCounted':
      return needsSecondBadge(exchange) ? 'difference' : 'bag';
    case 'cassetteDifference':
      return 'bag';
    case 'cassetteSealed':
      return 'slip';
    case 'cassetteEnded':
      return 'ended';
    default:
      return exchange.last satisfies never;
  }
}

/** Most notes of one value: four digits on the keypad. The largest cassettes take 2,500 notes. */
const MOST_NOTES = 9_999;

const isCount = (counted: readonly NoteCount[]): boolean =>
  new Set(counted.map(({ value }) => value)).size === counted.length &&
  counted.every(({ value, count }) => isWhole(count, 0, MOST_NOTES) && isWhole(value, 1, Number.MAX_SAFE_INTEGER));

const isWhole = (number: number, least: number, most: number): boolean =>
  Number.isSafeInteger(number) && number >= least && number <= most;
