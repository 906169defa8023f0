import { fromPromise } from 'xstate';
import { err, ok, type Result } from '../../drivers/result.ts';
import type { BackOfficeTrouble } from '../back-office/contract.ts';
import { fromCentreLocalTime, toCentreLocalTime } from '../clock/centre-time.ts';
import { openSealedVisit, parkedIdOf, SLIP_KEY_BYTES, sealVisit } from '../park/seal.ts';
import { slipCodeOf } from '../park/slip-code.ts';
import { makeParkedSlip } from '../receipt/parked-slip.ts';
import { type SessionContext, serviceOf, visitDocumentOf } from '../session/context.ts';
import { type ParkOutput, parkedVisitOf } from '../session/parking.ts';
import { VISIT_STEPS } from '../session/steps/registry.ts';
import type { OpenSlipOutput, ReadSlipOutput } from '../session/steps/resume/resume.machine.ts';
import type { IdentifiedPerson } from '../session/visit/facts.ts';
import { parkedVisitSchema } from '../session/visit/parked.ts';
import { parseJson } from '../words/json.ts';
import { languageOfPage } from '../words/language.ts';
import { isUnanswered, type UnansweredCode } from '../words/trouble.ts';
import type { KioskParts } from './kiosk-parts.ts';
import type { PrintDesk } from './print-desk.ts';

/** Milliseconds for which the office keeps a parked visit. Why 86400 s: the citizen can come back on the next day at the same hour. */
const PARKED_MS = 86_400_000;
/** Requests until the kiosk gives up, so one lost answer does not lose the visit. Each request may be repeated. */
const TRIES = 2;

async function repeated<T>(
  ask: () => Promise<Result<T, BackOfficeTrouble>>,
  signal: AbortSignal,
): Promise<Result<T, BackOfficeTrouble>> {
  let answer = await ask();
  for (let nth = 1; nth < TRIES && !answer.ok && answer.error.kind === 'unreachable' && !signal.aborted; nth++)
    answer = await ask();
  return answer;
}

const unanswered = ({ code }: BackOfficeTrouble): UnansweredCode => (isUnanswered(code) ? code : 'BKO-101');

/** The kiosk seals, the office stores, the printer prints, in this order: so each slip has a stored visit. */
export function parkActors(parts: KioskParts, desk: PrintDesk) {
  return {
    park: fromPromise<ParkOutput, SessionContext>(({ input, signal }) => park(parts, desk, input, signal)),
    resume: resumeStep(parts) as never,
  };
}

/**
 * The office deletes the visit that the citizen continued, after its entries are in an application or in a newer parked visit. Until then,
 * its slip works. The visit does not wait.
 */
export function deleteContinued({ backOffice, paper, heldSlip }: KioskParts, service: string): void {
  const id = heldSlip?.opened(service);
  if (!id) return;
  heldSlip?.forget();
  const never = new AbortController().signal;
  void repeated(() => backOffice.deleteParked(id, paper.kioskId, never), never);
}

async function park(
  parts: KioskParts,
  desk: PrintDesk,
  visit: SessionContext,
  signal: AbortSignal,
): Promise<ParkOutput> {
  const { backOffice, localTime, paper, randomBytes, onVisitParked } = parts;
  const card = visitDocumentOf(visit);
  if (!card || !randomBytes) throw new Error('the kiosk cannot park a visit without a card and random bytes');
  const key = Uint8Array.from(randomBytes(SLIP_KEY_BYTES));
  try {
    const at = localTime();
    const until = new Date(Date.parse(fromCentreLocalTime(at)) + PARKED_MS).toISOString();
    const sealed = sealVisit(key, card, JSON.stringify(parkedVisitOf(visit)), until);
    const id = parkedIdOf(key);
    const stored = await repeated(
      () => backOffice.storeParked(id, { kiosk: paper.kioskId, ...sealed }, signal),
      signal,
    );
    if (!stored.ok) return err(unanswered(stored.error));
    deleteContinued(parts, serviceOf(visit).id);
    const slip = { qr: slipCodeOf(key), until: toCentreLocalTime(until) };
    const language = languageOfPage(visit.language, 'paper');
    const { kioskId, simulated } = paper;
    const receipt = makeParkedSlip({ ...slip, at, language, centreName: paper.centreName.az, kioskId, simulated });
    const printed = await desk.print({ session: visit.visit, person: card, named: null, receipt }, signal);
    onVisitParked?.({ printed: printed.ok });
    return ok({ ...slip, printed: printed.ok });
  } finally {
    key.fill(0);
  }
}

function resumeStep({ backOffice, paper, heldSlip, localTime, onVisitResumed }: KioskParts) {
  const { kioskId } = paper;
  return VISIT_STEPS.resume.machine.provide({
    actors: {
      readSlip: fromPromise<ReadSlipOutput>(async ({ signal }) => {
        const key = heldSlip?.key();
        if (!key) return err('unknown');
        const read = await repeated(() => backOffice.readParked(parkedIdOf(key), kioskId, signal), signal);
        if (!read.ok) return err(read.error.kind === 'refused' ? 'unknown' : unanswered(read.error));
        if (Date.parse(read.value.until) <= Date.parse(fromCentreLocalTime(localTime()))) return err('unknown');
        heldSlip?.keep(read.value);
        return ok(undefined);
      }),
      openSlip: fromPromise<OpenSlipOutput, IdentifiedPerson>(async ({ input: { document } }) => {
        const [key, sealed] = [heldSlip?.key(), heldSlip?.sealed()];
        if (!key || !sealed) return err('unknown');
        const text = openSealedVisit(key, document, sealed);
        if (text === null) return err('wrong-card');
        const parked = parkedVisitSchema.safeParse(parseJson(text));
        if (!parked.success) return err('unknown');
        heldSlip?.noteOpened(parkedIdOf(key), parked.data.service);
        onVisitResumed?.();
        return ok(parked.data);
      }),
    },
  });
}
