import { err, ok, type Result } from '../../drivers/result.ts';
import type { BackOffice, BackOfficeTrouble, LodgeRequest, Registered } from '../back-office/contract.ts';
import type { Outbox, Taken } from './outbox.ts';

export interface OfflineOptions {
  readonly office: BackOffice;
  readonly outbox: Outbox;
  /** Whether this application may be taken while the office is away. */
  readonly mayTake: (request: LodgeRequest) => boolean;
  /** Whether it is a number in the queue that is wanted. */
  readonly isQueued: (request: LodgeRequest) => boolean;
  /** The queue of this kiosk: the letter before its numbers, and where they are called. */
  readonly queue: { readonly series: string; readonly window: string };
  /** As far as its client heard last. */
  readonly answers: () => boolean;
  /** So that the office alone can read it. */
  readonly seal: (text: string) => Promise<Uint8Array>;
  /** ISO date-time, and the ISO date at the centre. */
  readonly now: () => { readonly at: string; readonly day: string };
  /** Something has to be handed over. */
  readonly onTaken: () => void;
}

const FULL = err({ code: 'BKO-101', kind: 'unreachable', detail: 'nothing-in-stock' } as const);
/** The answer of the office for an application that is withdrawn. */
const WITHDRAWN = err({ code: 'BKO-102', kind: 'refused', reason: 'withdrawn' } as const);
/** The office refused it after this kiosk had handed it over. The outbox has the reason of the office. */
const REFUSED = err({ code: 'BKO-102', kind: 'refused', reason: 'refused' } as const);

/**
 * The back office of a kiosk that is sometimes away from it: what it cannot be asked is taken into the outbox under the same key, with a reference
 * that it gave out before, and handed over later. For the ledger and the visit nothing is different.
 */
export function offlineOffice(options: OfflineOptions): Pick<BackOffice, 'lodge' | 'register' | 'withdraw'> {
  const { office, outbox, answers, mayTake } = options;
  return {
    async lodge(key, request, signal) {
      const known = outbox.find(key);
      if (known) return ok(lodgedAs(known));
      if (!mayTake(request)) return office.lodge(key, request, signal);
      if (answers()) {
        const answer = await office.lodge(key, request, signal);
        // Who has left wants nothing any more.
        if (answer.ok || answer.error.kind !== 'unreachable' || signal.aborted) return answer;
      }
      return takeNow(options, key, request);
    },
    async register(key, payment, signal, standing) {
      const known = outbox.find(key);
      if (!known) return office.register(key, payment, signal, standing);
      if (known.state === 'withdrawn') return WITHDRAWN;
      if (known.state === 'refused') return REFUSED;
      outbox.register(key);
      options.onTaken();
      return ok(registeredAs(known, options));
    },
    async withdraw(key, reason, signal) {
      if (!outbox.find(key)) return office.withdraw(key, reason, signal);
      outbox.withdraw(key);
      options.onTaken();
      return ok(undefined);
    },
  };
}

async function takeNow(
  { outbox, seal, now, isQueued, queue: { series } }: OfflineOptions,
  key: string,
  request: LodgeRequest,
): Promise<Result<{ readonly id: string; readonly reference: string }, BackOfficeTrouble>> {
  const { at, day } = now();
  const sealed = await seal(JSON.stringify({ ...request, takenAt: at }));
  const taken = outbox.take({ key, takenAt: at, sealed, queue: isQueued(request) ? { day, series } : null });
  return taken ? ok(lodgedAs(taken)) : FULL;
}

const lodgedAs = ({ key, reference }: Taken) => ({ id: key, reference });

/** How many are before them the office would know. */
function registeredAs({ reference, takenAt, ticket }: Taken, { queue: { window } }: OfflineOptions): Registered {
  return {
    reference,
    registeredAt: takenAt,
    appointment: ticket === null ? null : { ticket, window, ahead: null },
    document: null,
  };
}
