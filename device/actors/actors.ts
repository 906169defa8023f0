import { fromPromise } from 'xstate';
import { cashMachine } from '../session/cash.machine.ts';
import { type SessionContext, serviceOf, unlodgedSlotOf } from '../session/context.ts';
import { creditMachine } from '../session/credit.machine.ts';
import { printDocumentMachine } from '../session/document.machine.ts';
import { createKioskMachine } from '../session/kiosk.machine.ts';
import { paymentMachine } from '../session/payment.machine.ts';
import { printingMachine } from '../session/printing.machine.ts';
import { createSessionMachine } from '../session/session.machine.ts';
import { createCardVisitTracker } from './cards-by-visit.ts';
import { type Claims, createVisitClaims } from './claims.ts';
import { createReadDocumentActor, documentActors } from './document-actors.ts';
import { type KioskParts, momentForPaper } from './kiosk-parts.ts';
import { connectMaintenance } from './maintenance-actors.ts';
import { officeActors } from './office-actors.ts';
import { paperActors } from './paper-actors.ts';
import { parkActors } from './park-actors.ts';
import { creditActors, paymentActors } from './payment-actors.ts';
import { connectIdentifyMachine } from './phone-identity.ts';
import { createPrintDesk, type PrintDesk } from './print-desk.ts';
import { tillActor } from './till-actor.ts';
import { watchDevices } from './watch-devices.ts';

/** Connects the machines to the devices, the ledger and the back office. */
export function connectMachines(parts: KioskParts) {
  const claims = createVisitClaims(parts.settlement);
  const cards = createCardVisitTracker();
  const desk = parts.desk ?? createPrintDesk(parts.printer, parts.onBug, parts.documentPrinter);
  const session = connectSession(parts, claims, desk);
  return createKioskMachine(session, () => dayOf(parts)).provide({
    actors: {
      watchDevices: watchDevices(parts, cards),
      ...(parts.maintenance && { maintenance: connectMaintenance(parts.maintenance) }),
      recover: fromPromise(async ({ signal }) => {
        await parts.settlement.recover(signal);
      }),
    },
    actions: {
      releaseApplications: claims.release,
      openDesk: ({ context }) => {
        cards.begin(context.visit);
        desk.openSession(context.visit);
      },
      closeDesk: ({ context }) => {
        cards.end();
        parts.heldSlip?.forget();
        desk.endSession(context.visit);
      },
      reportBug: (_, { error }) => parts.onBug(error),
      tellCardLeft: parts.onCardLeft,
      callStaff: parts.onStaffCalled,
    },
  });
}

function dayOf({ localTime, clockBelieved, serviceUse }: KioskParts) {
  const today = localTime().slice(0, 10);
  const dated = clockBelieved();
  return { today, dated, used: (dated && serviceUse?.before(today)) || {} };
}

/** The visit waits for neither answer: without an extension or a release the hold expires. */
function slotActions({ backOffice, paper }: KioskParts) {
  const never = new AbortController().signal;
  const about = (context: SessionContext, ask: 'extendHold' | 'releaseSlot') => {
    const slot = unlodgedSlotOf(context);
    if (slot) void backOffice[ask](slot.key, paper.kioskId, never);
  };
  return {
    extendHold: ({ context }: { readonly context: SessionContext }) => about(context, 'extendHold'),
    releaseSlot: ({ context }: { readonly context: SessionContext }) => about(context, 'releaseSlot'),
  };
}

function connectSession(parts: KioskParts, claims: Claims, desk: PrintDesk) {
  const papers = paperActors({ ...parts, claims, desk, moment: () => momentForPaper(parts) });
  return createSessionMachine(parts.paper).provide({
    actors: {
      pay: paymentMachine.provide({ actors: paymentActors(claims, parts.dealings) }),
      print: printingMachine.provide({
        actors: { print: papers.print },
        actions: {
          noteCodeShown: ({ context }) => {
            parts.ledger.append(context.applicationId, { kind: 'codeShown' });
          },
        },
      }),
      readDocument: createReadDocumentActor(parts),
      printDocument: printDocumentMachine.provide({
        actors: documentActors({ ...parts, claims, desk }),
      }),
      takeCash: cashMachine.provide({
        actors: { till: tillActor(claims, parts) },
      }),
      takeCredit: creditMachine.provide({ actors: creditActors(claims, parts.dealings) }),
      identify: connectIdentifyMachine(parts) as never,
      giveCredit: papers.giveCredit,
      printSlip: papers.printSlip,
      ...officeActors(claims, parts),
      ...parkActors(parts, desk),
    },
    actions: {
      ...slotActions(parts),
      reportScore: ({ context }) => {
        if (context.survey !== null)
          void parts.backOffice.survey(serviceOf(context).id, context.survey, new AbortController().signal);
      },
    },
  });
}
