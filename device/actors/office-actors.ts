import { fromPromise } from 'xstate';
import { withTimeout } from '../../drivers/abort.ts';
import { realClock } from '../../drivers/clock.ts';
import { err, ok, type Result } from '../../drivers/result.ts';
import type {
  Applicant,
  BackOfficeTrouble,
  LodgeRequest,
  OwnApplicationRequest,
  PhoneMessageRequest,
} from '../back-office/contract.ts';
import type { RegisterFactKind, RegisterFacts } from '../back-office/known.ts';
import type { QuotedApplication } from '../ledger/dealings.ts';
import { rememberUnprinted } from '../ledger/unprinted.ts';
import { applicationIdOf, priceTierOf, quoteOf, type SessionContext, serviceOf } from '../session/context.ts';
import type { AccessesOutput } from '../session/data-use.ts';
import type { MessageOutput } from '../session/phone-message.ts';
import { foundApplicationOf } from '../session/routing.ts';
import type { DuplicateOutput, LodgeOutput, RegistrationOutput } from '../session/session.setup.ts';
import { registerDataKindsFor } from '../session/steps/prefill/step.ts';
import { answersToLodge, VISIT_STEPS } from '../session/steps/registry.ts';
import type { IdentifiedPerson, VisitFacts } from '../session/visit/facts.ts';
import type { Quote as VisitQuote } from '../words/quote.ts';
import type { TroubleCode } from '../words/trouble.ts';
import type { Claims } from './claims.ts';
import { connectQuoteMachine, dueOutcomes, officeKeyOfApplication } from './due-actors.ts';
import { type KioskParts, momentForPaper } from './kiosk-parts.ts';
import { deleteContinued } from './park-actors.ts';

/**
 * Lodging, registration, refund and duplicate claim their application. A repeated request for a hold, or a repeated change, has the same
 * key. The visit does not wait for a release: a hold expires.
 */
export function officeActors(claims: Claims, parts: KioskParts) {
  const { dealings, backOffice, ledger, transparency, paper } = parts;
  return {
    lodge: fromPromise<LodgeOutput, SessionContext>(async ({ input, signal }) => {
      const applicationId = openIn(ledger, input.applicationId) ?? dealings.quote(quoteFor(input)).id;
      claims.take(applicationId);
      const { parts: lines } = quoteOf(input);
      const requests = (lines ?? [quoteOf(input)]).map((quote, nth) => ({
        ...lodgeRequest(input, quote, paper.kioskId),
        // Only the first of several applications can replace an earlier one.
        continues: (nth === 0 && input.facts.found?.reference) || null,
      }));
      const lodged = await claims.during(applicationId, () =>
        lines
          ? dealings.lodgeLines(applicationId, requests, signal)
          : dealings.lodge(applicationId, requests[0]!, signal),
      );
      if (!lodged.ok) return { applicationId, result: lodged };
      deleteContinued(parts, serviceOf(input).id);
      return { applicationId, result: ok({ reference: lodged.value.reference ?? applicationId }) };
    }),
    register: fromPromise<RegistrationOutput, { readonly applicationId: string }>(async ({ input, signal }) => {
      const answer = await claims.during(input.applicationId, () => dealings.register(input.applicationId, signal));
      if (!answer.ok) return answer;
      const { lines: answers = [], ...registered } = answer.value;
      const { credits = [], lines = [] } = ledger.find(input.applicationId) ?? {};
      return ok({
        registered,
        at: momentForPaper(parts),
        credit: credits.findLast(({ line }) => line === undefined) ?? null,
        proof: transparency.receiptProof(input.applicationId),
        dues: dueOutcomes(answers, lines, credits),
      });
    }),
    find: findStep(parts) as never,
    quote: connectQuoteMachine(parts) as never,
    confirm: confirmStep(parts) as never,
    prefill: prefillStep(parts) as never,
    appointment: appointmentStep(parts) as never,
    due: dueStep(parts) as never,
    duplicate: duplicateActor(claims, parts),
    sendMessage: fromPromise<MessageOutput, SessionContext>(({ input }) => sendMessage(parts, input)),
    readAccesses: fromPromise<AccessesOutput, { readonly applicationId: string }>(({ input, signal }) =>
      backOffice.accesses(officeKeyOfApplication(ledger, input.applicationId), { kiosk: paper.kioskId }, signal),
    ),
    giveBack: fromPromise<Result<void, TroubleCode>, { readonly applicationId: string }>(async ({ input, signal }) => {
      const answer = await claims.during(input.applicationId, () => dealings.reverse(input.applicationId, signal));
      return answer.ok ? ok(undefined) : err(answer.error);
    }),
  };
}

function duplicateActor(claims: Claims, parts: KioskParts) {
  const { dealings, ledger, paper } = parts;
  const unprinted = rememberUnprinted(ledger);
  return fromPromise<DuplicateOutput, SessionContext>(async ({ input, signal }) => {
    const numbered = await dealings.numberDuplicate(claimOf(input, paper.kioskId), signal);
    if (!numbered.ok) return numbered;
    const { id: applicationId, number, reference } = numbered.value;
    claims.take(applicationId);
    const { id: service, paper: kind } = serviceOf(input);
    dealings.bookDuplicate(numbered.value, { service, paper: kind });
    return ok({ applicationId, number, first: unprinted.has(reference), at: momentForPaper(parts) });
  });
}

/** The id; `null` if its application is withdrawn (the office refused one due): it is never lodged again. */
function openIn(ledger: KioskParts['ledger'], id: string | null): string | null {
  return id !== null && ledger.find(id)?.last === 'withdrawn' ? null : id;
}

function claimOf(context: SessionContext, kiosk: string): OwnApplicationRequest {
  const { person } = context.facts;
  if (!person) throw new Error('a duplicate of a paper needs an identified person');
  const { document, assurance } = person;
  return {
    kiosk,
    reference: foundApplicationOf(context).reference,
    fin: document.fin,
    documentNumber: document.documentNumber,
    assurance,
    confirmation: confirmationOf(context.facts),
  };
}

function sendMessage({ backOffice, ledger, paper }: KioskParts, visit: SessionContext): Promise<MessageOutput> {
  const key = officeKeyOfApplication(ledger, applicationIdOf(visit));
  return backOffice.sendMessage(key, messageOf(visit, paper.kioskId), untilItsLimit());
}

function messageOf({ message }: SessionContext, kiosk: string): PhoneMessageRequest {
  if (!message) throw new Error('this state needs a message that the citizen ordered');
  return { kiosk, language: message.language };
}

/** Sent even if the citizen leaves; ends at the client's time limit. */
const untilItsLimit = (): AbortSignal => new AbortController().signal;

const confirmationOf = ({ confirmed, person }: Partial<Pick<VisitFacts, 'confirmed' | 'person'>>): string | null =>
  confirmed?.by === 'code' ? confirmed.code : (person?.phone?.key ?? null);

/** Sends and checks a code for the phone in the register. A repeated question about one attempt has the same key. */
function confirmStep({ backOffice, paper, newKey }: KioskParts) {
  const kiosk = paper.kioskId;
  return VISIT_STEPS.confirm.machine.provide({
    actors: {
      sendCode: fromPromise(async ({ input, signal }) => {
        const { fin, documentNumber } = input.person.document;
        const code = input.code ?? newKey();
        const { language } = input;
        const request = { kiosk, language, fin, documentNumber };
        return { code, askedIn: language, result: await backOffice.sendCode(code, request, signal) };
      }),
      checkCode: fromPromise(({ input: { code, attempt, digits }, signal }) =>
        backOffice.checkCode(code, `${code}.${attempt}`, { kiosk, digits }, signal),
      ),
    },
  });
}

/** Longest wait for register data. Why 3 s: chosen, not measured. */
const KNOWN_MS = 3_000;

/** Whether an office of an earlier version refused the whole question because of phones. */
const isTooMuch = (answer: Result<RegisterFacts, BackOfficeTrouble>, wanted: readonly RegisterFactKind[]): boolean =>
  wanted.length > 1 && !answer.ok && answer.error.kind === 'refused' && answer.error.reason === 'malformed';

/** The request times out: the form also works without register data. */
function prefillStep({ backOffice, paper, newKey, clock = realClock }: KioskParts) {
  return VISIT_STEPS.prefill.machine.provide({
    actors: {
      readKnown: fromPromise(async ({ input: { service, person, confirmed }, signal }) => {
        const { fin, documentNumber } = person.document;
        const about = {
          kiosk: paper.kioskId,
          service: service.id,
          fin,
          documentNumber,
          assurance: person.assurance,
          confirmation: confirmationOf({ ...(confirmed && { confirmed }), person }),
        };
        const wanted = registerDataKindsFor(service);
        let key = newKey();
        const result = await withTimeout(clock, KNOWN_MS, [signal], async (either) => {
          const answer = await backOffice.readKnown(key, { ...about, wanted }, either);
          if (!isTooMuch(answer, wanted)) return answer;
          key = newKey();
          return await backOffice.readKnown(key, { ...about, wanted: ['children'] }, either);
        });
        return { key, result };
      }),
    },
  });
}

function appointmentStep({ backOffice, paper, newKey }: KioskParts) {
  const kiosk = paper.kioskId;
  return VISIT_STEPS.appointment.machine.provide({
    actors: {
      readSlots: fromPromise(({ input: service, signal }) => backOffice.freeSlots({ kiosk, service }, signal)),
      holdSlot: fromPromise(async ({ input: { key: known, ...wanted }, signal }) => {
        const key = known ?? newKey();
        return { key, result: await backOffice.holdSlot(key, { kiosk, ...wanted }, signal) };
      }),
    },
  });
}

function findStep(parts: KioskParts) {
  const { backOffice, paper, newKey } = parts;
  const kiosk = paper.kioskId;
  return VISIT_STEPS.find.machine.provide({
    actors: {
      confirm: confirmStep(parts),
      appointment: appointmentStep(parts),
      lookUp: fromPromise(({ input, signal }) =>
        'service' in input
          ? backOffice.findBooking({ kiosk, ...input }, signal)
          : backOffice.lookUp({ kiosk, ...input }, signal),
      ),
      deal: fromPromise(async ({ input: { key: known, wanted, claim }, signal }) => {
        const key = known ?? newKey();
        const request = { kiosk, ...claim };
        if (wanted.do === 'read') {
          const reply = await backOffice.readReply(request, signal);
          return { key, result: reply.ok ? ok({ reply: reply.value }) : reply };
        }
        const found = await backOffice.change(key, request, wanted, signal);
        return { key, result: found.ok ? ok({ found: found.value }) : found };
      }),
    },
    actions: { releaseSlot: (_, key) => void backOffice.releaseSlot(key, kiosk, new AbortController().signal) },
  });
}

function dueStep({ backOffice, paper }: KioskParts) {
  const kiosk = paper.kioskId;
  return VISIT_STEPS.due.machine.provide({
    actors: {
      readDues: fromPromise(({ input: { service, answers, person, confirmed }, signal }) =>
        person
          ? backOffice.listDues(
              {
                kiosk,
                service,
                applicant: applicantOf(person),
                confirmation: confirmationOf({ ...(confirmed && { confirmed }), person }),
              },
              signal,
            )
          : backOffice.lookUpDues({ kiosk, service, answers }, signal),
      ),
    },
  });
}

function quoteFor(context: SessionContext): QuotedApplication {
  const { id: service, paper } = serviceOf(context);
  const { total: amount, tariffDate, parts } = quoteOf(context);
  const lines = parts?.map(({ total }) => total);
  return { service, tier: priceTierOf(context).id, tariffDate, amount, paper, ...(lines && { lines }) };
}

function lodgeRequest(context: SessionContext, quote: VisitQuote, kiosk: string): Omit<LodgeRequest, 'continues'> {
  const { lodging, facts } = context;
  if (!lodging) throw new Error('this state needs what is lodged');
  return {
    service: serviceOf(context).id,
    tier: priceTierOf(context).id,
    tariffDate: quote.tariffDate,
    amount: quote.total,
    kiosk,
    quote: quote.id,
    ...lodging,
    applicant: facts.person ? applicantOf(facts.person) : null,
    confirmation: confirmationOf(facts),
    ...(facts.slot && { slot: facts.slot.key }),
    ...(quote.due && { due: quote.due }),
    ...(facts.prefill?.key && { known: facts.prefill.key }),
    answers: answersToLodge(facts),
  };
}

const applicantOf = ({ document, assurance }: IdentifiedPerson): Applicant => ({
  assurance,
  fin: document.fin,
  documentNumber: document.documentNumber,
  surname: document.surname,
  givenNames: document.givenNames,
  birthDate: document.birthDate,
});
