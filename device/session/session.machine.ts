import { freshContext, handedOver } from './context.ts';
import type { PaperSettings } from './paper-content.ts';
import { previewing, printingDocument, readingDocument, unread, wrongDocument } from './session.document.ts';
import { givingBack, issuing, issuingAgain, refused, trouble } from './session.issuing.ts';
import { printing, slips, surveying } from './session.paper.ts';
import { choosingPayment, crediting, lodged, lodging, paying, payingCash, typingCredit } from './session.paying.ts';
import { attention, frame, holding } from './session.regions.ts';
import { sessionSetup } from './session.setup.ts';
import { checking, duplicated, duplicating, rooms, whereNext } from './session.steps.ts';
import { FIRST_STEP } from './steps/registry.ts';

/**
 * One visit, from *what do you want to do* to *finish and clear*; each phase is a state. It never leads back to its start: the next citizen
 * gets a new visit, so no step has to clear data.
 */
export function createSessionMachine(paper: PaperSettings) {
  return sessionSetup.createMachine({
    id: 'session',
    context: ({ input }) => freshContext(input),
    output: ({ context }) => handedOver(context),
    initial: 'visit',
    states: {
      visit: {
        type: 'parallel',
        exit: 'releaseSlot',
        states: {
          journey: {
            initial: FIRST_STEP,
            states: {
              routing: whereNext,
              ...rooms,
              checking,
              choosingPayment,
              lodging,
              lodged,
              paying,
              payingCash,
              typingCredit,
              crediting,
              credited: { description: 'The credit is on paper, or its code on the screen.' },
              issuing,
              issuingAgain,
              refused,
              givingBack,
              duplicating,
              duplicated,
              readingDocument,
              unread,
              previewing,
              wrongDocument,
              printingDocument,
              printing: printing(paper),
              surveying,
              trouble,
            },
          },
          frame,
          attention,
          holding,
          slips,
        },
      },
      over: { type: 'final' },
    },
  });
}
