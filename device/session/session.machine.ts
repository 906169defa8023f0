import { initialContext, nextVisitInputOf } from './context.ts';
import type { VisitPaperSettings } from './paper-content.ts';
import {
  documentNotReadState,
  previewingDocumentState,
  printingDocumentState,
  readingDocumentState,
  wrongDocumentState,
} from './session.document.ts';
import {
  registeringAgainState,
  registeringApplicationState,
  registrationRefusedState,
  reversingPaymentState,
  visitTroubleState,
} from './session.issuing.ts';
import { printingPaperState, slipsRegion, surveyPageState } from './session.paper.ts';
import { notParkedState, parkedState, parkingState } from './session.parking.ts';
import {
  choosingPaymentState,
  lodgedState,
  lodgingState,
  payingCashState,
  payingState,
  typingCreditState,
  writingCreditState,
} from './session.paying.ts';
import { appointmentHoldRegion, everyPageRegion, idleWarningRegion } from './session.regions.ts';
import { sessionSetup } from './session.setup.ts';
import {
  bookingDuplicateState,
  checkingAnswersState,
  duplicateBookedState,
  routingState,
  stepStates,
} from './session.steps.ts';
import { FIRST_STEP } from './steps/registry.ts';

/**
 * One visit, from *what do you want to do* to *finish and clear*. It never leads back to its start: the next citizen gets a new visit, so
 * no step has to clear data.
 */
export function createSessionMachine(paper: VisitPaperSettings) {
  return sessionSetup.createMachine({
    id: 'session',
    context: ({ input }) => initialContext(input),
    output: ({ context }) => nextVisitInputOf(context),
    initial: 'visit',
    states: {
      visit: {
        type: 'parallel',
        exit: 'releaseSlot',
        states: {
          journey: {
            initial: FIRST_STEP,
            on: { 'citizen.park': { guard: 'mayPark', target: '.parking', actions: 'keepEntries' } },
            states: {
              routing: routingState,
              ...stepStates,
              checking: checkingAnswersState,
              choosingPayment: choosingPaymentState,
              lodging: lodgingState,
              lodged: lodgedState,
              paying: payingState,
              payingCash: payingCashState,
              typingCredit: typingCreditState,
              crediting: writingCreditState,
              credited: { description: 'The credit is on paper, or its code on the screen.' },
              issuing: registeringApplicationState,
              issuingAgain: registeringAgainState,
              refused: registrationRefusedState,
              givingBack: reversingPaymentState,
              duplicating: bookingDuplicateState,
              duplicated: duplicateBookedState,
              readingDocument: readingDocumentState,
              unread: documentNotReadState,
              previewing: previewingDocumentState,
              wrongDocument: wrongDocumentState,
              printingDocument: printingDocumentState,
              printing: printingPaperState(paper),
              surveying: surveyPageState,
              parking: parkingState,
              notParked: notParkedState,
              parked: parkedState,
              trouble: visitTroubleState,
            },
          },
          frame: everyPageRegion,
          attention: idleWarningRegion,
          holding: appointmentHoldRegion,
          slips: slipsRegion,
        },
      },
      over: { type: 'final' },
    },
  });
}
