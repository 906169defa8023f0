import { fromPromise } from 'xstate';
import { makeCreditSlip } from '../receipt/credit-slip.ts';
import { makeDoubtSlip } from '../receipt/doubt-slip.ts';
import { makePaper, type PaperContent } from '../receipt/paper.ts';
import { applicationIdOf, type SessionContext, visitDocumentOf } from '../session/context.ts';
import { creditSlipContent, doubtSlipContent } from '../session/paper-content.ts';
import type { NameOnPaper } from '../session/person.ts';
import type { PrintResult } from '../session/print-result.ts';
import type { PrintOrder } from '../session/printing.machine.ts';
import type { GiveCreditOutput } from '../session/session.setup.ts';
import type { SlipOrder, SlipOutput } from '../session/slips.ts';
import type { CreditView } from '../words/money.ts';
import type { Claims } from './claims.ts';
import type { KioskParts } from './kiosk-parts.ts';
import type { PrintDesk } from './print-desk.ts';

interface PaperParts extends Pick<KioskParts, 'dealings' | 'ledger' | 'paper'> {
  readonly claims: Claims;
  readonly desk: PrintDesk;
  readonly moment: () => string | null;
}

/**
 * Every paper goes through the desk. The ledger has each result of an application's paper, and each printed slip. `printSlip` needs no
 * claim: the settlement never prints.
 */
export function paperActors(parts: PaperParts) {
  return { print: printActor(parts), giveCredit: creditActor(parts), printSlip: slipActor(parts) };
}

function printActor({ claims, desk, ledger }: PaperParts) {
  return fromPromise<PrintResult, PrintOrder>(({ input, signal }) =>
    claims.during(input.applicationId, async () => {
      const { applicationId, session, person, content, copy } = input;
      const job = { session, person, named: namedIn(content), receipt: makePaper(content, copy) };
      const kind = ledger.find(applicationId)?.paper;
      // The receipt of a certificate on sheets. A receipt names no person.
      const on = kind === 'certificate' && content.kind === 'receipt' ? { on: 'receipt' as const } : {};
      ledger.append(applicationId, { kind: 'printing', copy, ...on });
      const outcome = await desk.print(job, signal);
      if (!outcome.ok) {
        const { code, phase } = outcome.error;
        ledger.append(applicationId, { kind: 'printFailed', code, copy, torn: phase === 'after-write', ...on });
        return outcome;
      }
      ledger.append(applicationId, { kind: 'printed', copy, ...on });
      for (const { code } of creditsOn(content)) ledger.append(applicationId, { kind: 'creditPrinted', code });
      return outcome;
    }),
  );
}

const creditsOn = (content: PaperContent): readonly CreditView[] =>
  content.kind === 'receipt'
    ? [content.credit, ...content.dues.map(({ credit }) => credit)].filter((credit) => credit !== null)
    : [];

function namedIn(content: PaperContent): NameOnPaper | null {
  switch (content.kind) {
    case 'certificate':
      return { name: content.document.person, fin: content.document.fin };
    case 'receipt':
    case 'ticket':
      return null;
    default:
      return content satisfies never;
  }
}

/** If printing fails, the screen and the staff's list still have the credit's code. */
function creditActor({ claims, desk, dealings, ledger, paper, moment }: PaperParts) {
  return fromPromise<GiveCreditOutput, SessionContext>(({ input, signal }) => {
    const id = applicationIdOf(input);
    return claims.during(id, async () => {
      dealings.stopCash(id);
      const at = moment();
      const application = dealings.credit(id);
      const credit = application.credits.at(-1);
      const recognised = application.notes.findLast(({ last }) => last === 'noteInDoubt');
      if (!credit) return { credit: null, at };
      const slip = makeCreditSlip(creditSlipContent({ ...input, credit, at }, recognised?.value ?? null, paper));
      const printed = (await desk.print(slipJob(input, slip), signal)).ok;
      if (printed) ledger.append(id, { kind: 'creditPrinted', code: credit.code });
      return { credit: { ...credit, printed }, at };
    });
  });
}

function slipActor({ desk, ledger, paper, moment }: PaperParts) {
  return fromPromise<SlipOutput, SlipOrder>(async ({ input: { about, visit }, signal }) => {
    const slip = makeDoubtSlip(doubtSlipContent({ ...visit, at: moment() }, about, paper));
    const { ok: printed } = await desk.print(slipJob(visit, slip), signal);
    const applicationId = applicationIdOf(visit);
    if (printed) ledger.append(applicationId, { kind: 'slipPrinted', about });
    return { applicationId, slips: { [about]: printed ? 'printed' : 'not-printed' } };
  });
}

/** A slip names no person: any holder may use it. */
const slipJob = (context: SessionContext, receipt: ReturnType<typeof makeDoubtSlip>) => ({
  session: context.visit,
  person: visitDocumentOf(context),
  named: null,
  receipt,
});
