import { err, ok, type Result } from '../../drivers/result.ts';
import { makeReference } from './reference.ts';
import { SERVICES } from './services.ts';
import type { Refusal, WireLodged, WireLodgeRequest, WirePaymentProof, WireRegistered, WireSurvey } from './wire.ts';

/** One application in the register. `request` is kept whole: it is what a repeat is compared with. */
export interface RegisterEntry {
  readonly key: string;
  readonly id: string;
  readonly reference: string;
  readonly state: 'lodged' | 'registered' | 'withdrawn';
  readonly request: WireLodgeRequest;
  /** ISO date-times. */
  readonly lodgedAt: string;
  readonly payment: WirePaymentProof | null;
  readonly registered: WireRegistered | null;
  readonly withdrawn: { readonly reason: string; readonly at: string } | null;
}

export interface SurveyEntry extends WireSurvey {
  readonly key: string;
  readonly at: string;
}

/** Everything the reference back office knows: one JSON value. */
export interface RegisterState {
  readonly entries: readonly RegisterEntry[];
  readonly surveys: readonly SurveyEntry[];
}

export const EMPTY_REGISTER: RegisterState = { entries: [], surveys: [] };

interface RegisterOptions {
  readonly kioskCode: string;
  readonly now: () => Date;
  readonly random: () => number;
  readonly saved: RegisterState;
  /** Called with the whole new state before the answer is given; returns when it is safe. */
  readonly keep: (state: RegisterState) => void;
}

export type Register = ReturnType<typeof createRegister>;

/**
 * The rules of the back office with no HTTP in it. Every method may be repeated with the same arguments and then gives
 * the same answer; the promises are those of `device/back-office/openapi.yaml`.
 */
export function createRegister(options: RegisterOptions) {
  const { now, keep } = options;
  const entries = new Map(options.saved.entries.map((entry) => [entry.key, entry]));
  const surveys = new Map(options.saved.surveys.map((survey) => [survey.key, survey]));
  const state = (): RegisterState => ({ entries: [...entries.values()], surveys: [...surveys.values()] });
  const put = (entry: RegisterEntry) => {
    entries.set(entry.key, entry);
    keep(state());
  };

  return {
    state,
    find: (key: string): RegisterEntry | undefined => entries.get(key),

    lodge(key: string, request: WireLodgeRequest): Result<{ lodged: WireLodged; first: boolean }, Refusal> {
      const known = entries.get(key);
      if (known) {
        if (!same(known.request, request)) return err(CONFLICT);
        return ok({ lodged: { id: known.id, reference: known.reference }, first: false });
      }
      const refusal = refuse(request);
      if (refusal) return err(refusal);
      const at = now();
      const id = `BO-${at.getUTCFullYear()}-${String(entries.size + 1).padStart(6, '0')}`;
      const reference = newReference(options, [...entries.values()]);
      const lodgedAt = at.toISOString();
      put({ key, id, reference, state: 'lodged', request, lodgedAt, payment: null, registered: null, withdrawn: null });
      return ok({ lodged: { id, reference }, first: true });
    },

    register(key: string, payment: WirePaymentProof | null): Result<WireRegistered, Refusal> {
      const entry = entries.get(key);
      if (!entry) return err(UNKNOWN);
      if (entry.state === 'withdrawn') return err({ status: 409, code: 'withdrawn' });
      if (entry.registered) return same(entry.payment, payment) ? ok(entry.registered) : err(CONFLICT);
      if (!covers(payment, entry.request.amount)) return err({ status: 422, code: 'payment-mismatch' });
      const registered = issue(entry, options, [...entries.values()]);
      put({ ...entry, state: 'registered', payment, registered });
      return ok(registered);
    },

    withdraw(key: string, reason: string): Result<void, Refusal> {
      const entry = entries.get(key);
      if (!entry) return err(UNKNOWN);
      if (entry.state !== 'withdrawn') {
        put({ ...entry, state: 'withdrawn', withdrawn: { reason, at: now().toISOString() } });
      }
      return ok(undefined);
    },

    survey(key: string, { service, score }: WireSurvey): Result<void, Refusal> {
      const known = surveys.get(key);
      if (known) return known.service === service && known.score === score ? ok(undefined) : err(CONFLICT);
      surveys.set(key, { key, service, score, at: now().toISOString() });
      keep(state());
      return ok(undefined);
    },
  };
}

const CONFLICT: Refusal = { status: 409, code: 'idempotency-conflict' };
const UNKNOWN: Refusal = { status: 404, code: 'unknown-application' };

function covers(payment: WirePaymentProof | null, amount: number): boolean {
  if ((payment?.amount ?? 0) !== amount) return false;
  return payment === null || !('notes' in payment) || payment.notes.reduce((sum, note) => sum + note, 0) >= amount;
}

function refuse(request: WireLodgeRequest): Refusal | null {
  const service = SERVICES[request.service];
  if (!service) return { status: 422, code: 'unknown-service' };
  if (service.needsFin && !request.applicant?.fin) return { status: 422, code: 'not-eligible' };
  return null;
}

/** A million references a kiosk: a second draw is rare, a tenth has never been needed. */
function newReference({ kioskCode, random }: RegisterOptions, taken: readonly RegisterEntry[]): string {
  for (let tries = 0; tries < 100; tries++) {
    const reference = makeReference(kioskCode, random);
    if (!taken.some((entry) => entry.reference === reference)) return reference;
  }
  throw new Error('no free reference after 100 draws: the source of randomness repeats itself');
}

function issue(entry: RegisterEntry, { now, random }: RegisterOptions, all: readonly RegisterEntry[]): WireRegistered {
  const at = now();
  const issued = all.filter((other) => other.registered !== null).length;
  const gives = SERVICES[entry.request.service]?.gives({ request: entry.request, issued, at, random });
  return {
    reference: entry.reference,
    registeredAt: at.toISOString(),
    appointment: gives?.appointment ?? null,
    document: gives?.document ?? null,
  };
}

/** Equal as JSON, whatever the order of the members. */
function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([x], [y]) => (x < y ? -1 : 1)))
      : part,
  );
}
