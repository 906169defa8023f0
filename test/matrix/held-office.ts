import type { RegisterAccess } from '../../device/back-office/accesses.ts';
import type { OfficeOperations } from '../../device/back-office/client.ts';
import type {
  FoundApplication,
  IssuedDocument,
  LodgeRequest,
  RegistrationTrouble,
} from '../../device/back-office/contract.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import { pdfOf } from '../contract/document-printer.ts';
import { KNOWN_CHILD, KNOWN_PHONE } from '../model/known-answers.ts';
import { CODE_SENT, PHONE_CODE } from '../rigs/machine-rig.ts';
import { quotedFor } from '../support/catalogue.ts';
import { FREE_SLOTS, heldSlot } from '../support/free-slots.ts';
import { applyOwnChange, OFFICER_REPLY } from '../support/own-office.ts';
import { BILL_DUE, quotedDue, ROAD_FINE_DUE } from '../support/sample-dues.ts';
import { heldPhones } from './held-phones.ts';

/** `hold`: the office answers when it gets another mode. */
export type OfficeMode = 'up' | 'hold' | 'down' | 'loses-answers' | 'busy' | 'refuse';

const DOWN = err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' } as const);
const REFUSED = err({ code: 'BKO-102', kind: 'refused', reason: 'not-eligible' } as const);
const BUSY = err({ code: 'BKO-108', kind: 'in-progress', retryAfterMs: 2_000 } as const);

const ACCESSES: readonly RegisterAccess[] = [
  { register: 'phone-numbers', title: 'Telefon nömrələri', reader: 'ASAN xidmət', at: '2026-11-24T14:29' },
];

const DUES = [ROAD_FINE_DUE, BILL_DUE];
const UNKNOWN_DUE = err({ code: 'BKO-102', kind: 'refused', reason: 'unknown-due' } as const);

export function heldOffice(now: () => number) {
  let mode: OfficeMode = 'up';
  let documents: OfficeMode | null = null;
  let known: FoundApplication | null = null;
  let duplicates = 0;
  const waiting = new Set<() => void>();
  const pages = new Map<string, { request: LodgeRequest; state: 'lodged' | 'registered' | 'withdrawn' }>();

  /** A refusal may be lost, too. */
  async function answer<T, E>(
    signal: AbortSignal,
    work: () => Result<T, E>,
    modeNow = () => mode,
  ): Promise<Result<T, E> | typeof DOWN> {
    while (modeNow() === 'hold' && !signal.aborted) {
      await new Promise<void>((resolve) => {
        waiting.add(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    if (modeNow() === 'down' || signal.aborted) return DOWN;
    const done = work();
    return modeNow() === 'loses-answers' ? DOWN : done;
  }

  const phones = heldPhones(answer, now, () => mode === 'refuse');
  const unvouched: string[] = [];
  const contract: OfficeOperations = {
    lookUpDues: (_request, signal) => answer(signal, () => (mode === 'refuse' ? UNKNOWN_DUE : ok(DUES))),
    listDues: (_request, signal) => answer(signal, () => ok(DUES)),
    change: (_key, _request, change, signal) =>
      answer(signal, () => (known ? ok(applyOwnChange(known, change)) : REFUSED)),
    readReply: (_request, signal) => answer(signal, () => ok(OFFICER_REPLY)),
    findBooking: (_request, signal) => answer(signal, () => (known ? ok(known) : REFUSED)),
    freeSlots: (_request, signal) => answer(signal, () => ok(FREE_SLOTS)),
    holdSlot: (_key, request, signal) => answer(signal, () => ok(heldSlot(request))),
    extendHold: (_key, _kiosk, signal) => answer(signal, () => REFUSED),
    releaseSlot: (_key, _kiosk, signal) => answer(signal, () => ok(undefined)),
    tellCredit: (_key, _credit, signal) => answer(signal, () => ok(undefined)),
    reserveCredit: (_key, { most }, signal) =>
      answer(signal, () => (mode === 'refuse' ? REFUSED : ok({ amount: Math.min(most, 200), left: 0 }))),
    quote: ({ service, tier, due }, signal) =>
      answer(signal, () => ok(due ? quotedDue(service, due, DUES) : quotedFor(service, tier))),
    readKnown: (_key, _request, signal) =>
      answer(signal, () => (mode === 'refuse' ? REFUSED : ok({ children: [KNOWN_CHILD], phone: KNOWN_PHONE }))),
    sendCode: (_key, _request, signal) => answer(signal, () => ok(CODE_SENT)),
    checkCode: (_code, _attempt, { digits }, signal) =>
      answer(signal, () => ok({ outcome: digits === PHONE_CODE ? 'right' : 'wrong', tries: 2 } as const)),
    storeParked: (_id, _visit, signal) => answer(signal, () => (mode === 'refuse' ? REFUSED : ok(undefined))),
    readParked: (_id, _kiosk, signal) => answer(signal, () => REFUSED),
    deleteParked: (_id, _kiosk, signal) => answer(signal, () => ok(undefined)),
    ...phones.office,
    accesses: (_key, _request, signal) => answer(signal, () => ok(ACCESSES)),
    sendMessage: (_key, _request, signal) => answer(signal, () => ok({ number: CODE_SENT.number })),
    lodge: (key, request, signal) =>
      answer(signal, () => {
        if (!phones.vouches(request)) unvouched.push(key);
        if (!pages.has(key)) pages.set(key, { request, state: 'lodged' });
        return ok({ id: key, reference: `REF-${key}` });
      }),
    register: (key, _payment, signal) =>
      answer(signal, () => {
        const page = pages.get(key);
        if (!page || mode === 'refuse' || page.state === 'withdrawn') return REFUSED;
        if (mode === 'busy') return BUSY as Result<never, RegistrationTrouble>;
        page.state = 'registered';
        const registeredAt = '2026-11-24T14:32:00+04:00';
        const appointment = { ticket: `T-${key}`, window: '12', ahead: 3 };
        return ok({ reference: `REF-${key}`, registeredAt, appointment, document: documentFor(page.request) });
      }),
    readDocument: (key, _kiosk, signal) => {
      const now = () => documents ?? mode;
      const read = () => {
        if (now() === 'busy') return BUSY as Result<never, RegistrationTrouble>;
        return ok({ reference: `REF-${key}`, number: 'D-1', pdf: pdfOf(1, key) });
      };
      return answer(signal, read, now);
    },
    withdraw: (key, _reason, signal) =>
      answer(signal, () => {
        const page = pages.get(key);
        if (!page) return REFUSED;
        page.state = 'withdrawn';
        return ok(undefined);
      }),
    lookUp: (_claim, signal) => answer(signal, () => (known ? ok(known) : REFUSED)),
    duplicate: (_key, _claim, signal) => answer(signal, () => ok(++duplicates)),
    survey: (_service, _score, signal) => answer(signal, () => ok(undefined)),
    healthy: async () => mode !== 'down',
  };
  return {
    contract,
    pages,
    phones,
    unvouched: (): readonly string[] => unvouched,
    asked: () => waiting.size,
    finds(application: FoundApplication): void {
      known = application;
    },
    /** Another mode for documents, until the next `become`. */
    documentsBecome(next: OfficeMode): void {
      documents = next;
    },
    become(next: OfficeMode): void {
      mode = next;
      documents = null;
      for (const go of waiting) go();
      waiting.clear();
    },
  };
}

function documentFor({ applicant }: LodgeRequest): IssuedDocument | null {
  if (!applicant?.fin) return null;
  const name = `${applicant.surname} ${applicant.givenNames}`;
  return { number: 'D-1', title: 'Arayış', person: { name, fin: applicant.fin }, lines: [name] };
}
