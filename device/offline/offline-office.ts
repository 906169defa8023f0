import { err, ok, type Result } from '../../drivers/result.ts';
import type { BackOffice, BackOfficeTrouble, LodgeRequest, RegisteredApplication } from '../back-office/contract.ts';
import type { OfflineApplication, Outbox } from './outbox.ts';

export interface OfflineOptions {
  readonly office: BackOffice;
  readonly outbox: Outbox;
  readonly mayTake: (request: LodgeRequest) => boolean;
  readonly isQueued: (request: LodgeRequest) => boolean;
  /** Letters before the numbers of this kiosk's own queue, and their window. */
  readonly queue: { readonly series: string; readonly window: string };
  readonly answers: () => boolean;
  readonly seal: (text: string) => Promise<Uint8Array>;
  /** ISO date-time, and ISO date at the centre. */
  readonly now: () => { readonly at: string; readonly day: string };
  readonly onTaken: () => void;
}

const FULL = err({ code: 'BKO-101', kind: 'unreachable', detail: 'nothing-in-stock' } as const);
const ABORTED = err({ code: 'BKO-101', kind: 'unreachable', detail: 'aborted' } as const);
const WITHDRAWN = err({ code: 'BKO-102', kind: 'refused', reason: 'withdrawn' } as const);
/** Answer about an application that the office refused after it was forwarded; the outbox has the reason. */
const REFUSED = err({ code: 'BKO-102', kind: 'refused', reason: 'refused' } as const);

/**
 * Back office of a kiosk that is sometimes offline. If the office does not answer, the application goes into the outbox under the same key
 * and is forwarded later. It gets a reference that the office reserved before. The ledger and the visit see no difference. `seal` encrypts
 * a text for the office alone. An aborted request takes nothing: the citizen has left. `answers`: by the client's last answer.
 */
export function offlineOffice(options: OfflineOptions): Pick<BackOffice, 'lodge' | 'register' | 'withdraw'> {
  const { office, outbox, answers, mayTake } = options;
  return {
    async lodge(key, request, signal) {
      const known = outbox.find(key);
      if (known) return ok(lodgedAs(known));
      if (!mayTake(request) || signal.aborted) return office.lodge(key, request, signal);
      if (answers()) {
        const answer = await office.lodge(key, request, signal);
        if (answer.ok || answer.error.kind !== 'unreachable' || signal.aborted) return answer;
      }
      return takeNow(options, key, request, signal);
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
  signal: AbortSignal,
): Promise<Result<{ readonly id: string; readonly reference: string }, BackOfficeTrouble>> {
  const { at, day } = now();
  const sealed = await seal(JSON.stringify({ ...request, takenAt: at }));
  // The citizen may leave during the seal.
  if (signal.aborted) return ABORTED;
  const taken = outbox.take({ key, takenAt: at, sealed, queue: isQueued(request) ? { day, series } : null });
  return taken ? ok(lodgedAs(taken)) : FULL;
}

const lodgedAs = ({ key, reference }: OfflineApplication) => ({ id: key, reference });

/** Only the office knows how many people are ahead. */
function registeredAs(
  { reference, takenAt, ticket }: OfflineApplication,
  { queue: { window } }: OfflineOptions,
): RegisteredApplication {
  return {
    reference,
    registeredAt: takenAt,
    appointment: ticket === null ? null : { ticket, window, ahead: null },
    document: null,
  };
}
