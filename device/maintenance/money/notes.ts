import type { ValidatorStatus } from '../../../drivers/bill-validator/contract.ts';
import type { Qepik } from '../../../drivers/money.ts';
import { err, ok, type Result } from '../../../drivers/result.ts';
import { ageSecondsOf } from '../../ledger/age.ts';
import { readCashList } from '../../ledger/cash-list.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { Settlement } from '../../ledger/settlement.ts';
import type { SignedInStaff } from '../../staff/contract.ts';
import { badgeOrServiceKey } from './badge.ts';

/** Place of a note that staff found. `at-count`: among the counted notes of an exchanged cassette. `none`: nowhere. */
export const BANKNOTE_FATES = ['given-back', 'in-cassette', 'at-count', 'none'] as const;
export type BanknoteFate = (typeof BANKNOTE_FATES)[number];

/** A note with a place that only staff can find out. */
export interface DoubtfulBanknote {
  /** Id in this list: of the note, or of the entry of a stray note. */
  readonly id: string;
  readonly value: Qepik | null;
  readonly ageSeconds: number | null;
  /** `held`: the validator has not reported its end. `stray`: a note of no application. */
  readonly state: 'held' | 'in-doubt' | 'stray';
  readonly fates: readonly BanknoteFate[];
}

/** Why a fate was refused. Nothing was written. */
export type BanknoteFateRefusal =
  | { readonly kind: 'unknown-note' }
  | { readonly kind: 'other-fate'; readonly fates: readonly BanknoteFate[] }
  /** The validator works on the note now, and may still report it. */
  | { readonly kind: 'validator-busy' };

export interface BanknoteDeskOptions {
  readonly file: string;
  readonly ledger: Ledger;
  /** `null`: no validator is fitted. */
  readonly validator: () => ValidatorStatus | null;
  readonly settlement: Pick<Settlement, 'tryNow'>;
  readonly now: () => Date | null;
  /** ISO date-time with offset. */
  readonly timestamp: () => string;
}

/**
 * Stuck and doubtful notes, and where they went. A note that lies in the cassette, or was among the counted notes, counts for its citizen:
 * the settlement makes a credit of it. The kiosk pays nothing for a note that went back by hand, or that no person found.
 */
export function createBanknoteDesk({ file, ledger, validator, settlement, now, timestamp }: BanknoteDeskOptions) {
  const find = (id: string) => places(readCashList(file), now()).find((each) => each.note.id === id);
  return {
    /** Oldest first; held notes before the others. */
    list: (): readonly DoubtfulBanknote[] => places(readCashList(file), now()).map(({ note }) => note),
    /** What the validator says now: `free` takes notes again. The driver resets the unit by itself. */
    answer: (): ValidatorReadiness => validatorReadinessOf(validator()),
    found(id: string, fate: BanknoteFate, staff: SignedInStaff): Result<void, BanknoteFateRefusal> {
      const place = find(id);
      if (!place) return err({ kind: 'unknown-note' });
      const { note, applicationId } = place;
      if (!note.fates.includes(fate)) return err({ kind: 'other-fate', fates: note.fates });
      if (note.state === 'held' && isWorking(validator())) return err({ kind: 'validator-busy' });
      const by = badgeOrServiceKey(staff);
      if (note.state === 'held') {
        const { value } = note;
        ledger.append(applicationId, { kind: 'noteInDoubt', noteId: id, value, why: 'settled-by-hand', by });
      }
      const noteId = note.state === 'stray' ? null : id;
      if (noteId !== null && (fate === 'in-cassette' || fate === 'at-count'))
        ledger.append(applicationId, { kind: 'noteStacked', noteId, found: fate, by });
      else {
        const end = fate === 'given-back' || fate === 'none' ? fate : 'counted';
        ledger.append(applicationId, { kind: 'noteSettled', noteId, fate: end, by, at: timestamp() });
      }
      settlement.tryNow();
      return ok(undefined);
    },
  };
}

export type BanknoteDesk = ReturnType<typeof createBanknoteDesk>;

export type ValidatorReadiness =
  | { readonly is: 'free' }
  | { readonly is: 'starting' }
  | { readonly is: 'away' }
  | { readonly is: 'blocked'; readonly code: NonNullable<ValidatorStatus['blockedBy']>['code'] };

export function validatorReadinessOf(status: ValidatorStatus | null): ValidatorReadiness {
  if (!status || status.device === 'offline' || status.device === 'noDevice') return { is: 'away' };
  if (status.blockedBy) return { is: 'blocked', code: status.blockedBy.code };
  return status.intake === 'paused' || status.intake === 'accepting' ? { is: 'free' } : { is: 'starting' };
}

/** The validator moves a note, or starts and will report one. */
const isWorking = (status: ValidatorStatus | null): boolean =>
  status?.device === 'online' && (status.intake === 'working' || status.intake === 'starting');

interface Place {
  readonly note: DoubtfulBanknote;
  readonly applicationId: string;
}

function places(
  { held, doubts }: Pick<ReturnType<typeof readCashList>, 'held' | 'doubts'>,
  now: Date | null,
): readonly Place[] {
  const place = (
    note: {
      readonly noteId: string | null;
      readonly value: Qepik | null;
      readonly applicationId: string;
      readonly at: string;
    },
    state: DoubtfulBanknote['state'],
    fates: readonly BanknoteFate[],
  ): Place => ({
    applicationId: note.applicationId,
    note: {
      id: note.noteId ?? note.applicationId,
      value: note.value,
      ageSeconds: ageSecondsOf(note.at, now),
      state,
      fates,
    },
  });
  return [
    ...held.map((note) => place(note, 'held', BANKNOTE_FATES)),
    ...doubts.map((note) => {
      if (note.noteId === null) return place(note, 'stray', ['given-back', 'at-count', 'none']);
      // The ledger would credit the value at acceptance, but the validator reported another one.
      return place(note, 'in-doubt', note.why === 'other-note' ? ['given-back', 'none'] : BANKNOTE_FATES);
    }),
  ];
}
