import { assign } from 'xstate';
import { applicationIdOf, visitDocumentOf } from './context.ts';
import { paperContent, type VisitPaperSettings } from './paper-content.ts';
import { messageAfterAnswer } from './phone-message.ts';
import { sessionSetup } from './session.setup.ts';
import { slipToPrint } from './slips.ts';
import { forwardEventsTo } from './visit/events.ts';

export const printingPaperState = (paper: VisitPaperSettings) =>
  sessionSetup.createStateConfig({
    description: 'The receipt or the ticket comes out.',
    invoke: {
      id: 'printing',
      src: 'print',
      input: ({ context }) => ({
        applicationId: applicationIdOf(context),
        session: context.visit,
        person: visitDocumentOf(context),
        content: paperContent(context, paper),
        devices: context.devices,
        moreTime: context.display.moreTime,
      }),
      onDone: [
        { description: 'citizen left', guard: ({ event }) => event.output.left, target: '#session.over' },
        { guard: 'readsDocument', target: 'readingDocument' },
        { target: 'surveying', actions: assign({ printed: ({ event }) => event.output.printed }) },
      ],
    },
    on: forwardEventsTo('printing', [
      'devices.changed',
      'citizen.reprint',
      'citizen.show-qr',
      'citizen.display',
      'citizen.back',
      'citizen.next',
      'citizen.finish',
    ]),
  });

/** One slip for each unsettled matter, beside the visit. A printed slip stays valid. */
export const slipsRegion = sessionSetup.createStateConfig({
  description: 'A slip comes out for what is not settled.',
  initial: 'none',
  on: { 'doubt.lasts': { guard: 'slipIsDue', actions: 'beginSlip' } },
  states: {
    none: { always: { guard: 'slipWaits', target: 'printing' } },
    printing: {
      invoke: {
        src: 'printSlip',
        input: ({ context }) => ({ about: slipToPrint(context), visit: context }),
        onDone: {
          target: 'none',
          actions: assign(({ context: { applicationId, slips }, event: { output } }) => ({
            slips: output.applicationId === applicationId ? { ...slips, ...output.slips } : slips,
          })),
        },
      },
    },
  },
});

/** If the citizen leaves, the office still sends the message. */
const sending = sessionSetup.createStateConfig({
  description: 'The office sends a message to the phone.',
  invoke: {
    src: 'sendMessage',
    input: ({ context }) => context,
    onDone: {
      target: 'resting',
      actions: assign(({ context, event }) => ({ message: messageAfterAnswer(context, event.output) })),
    },
  },
});

/** Asks each time: the message to the phone is a further access. */
const readingAccesses = sessionSetup.createStateConfig({
  description: 'The citizen asks for the list of accesses to the data.',
  entry: 'forgetAccesses',
  initial: 'asking',
  on: { 'citizen.back': 'resting' },
  states: {
    asking: {
      description: 'The kiosk asks the office.',
      invoke: {
        src: 'readAccesses',
        input: ({ context }) => ({ applicationId: applicationIdOf(context) }),
        onDone: { target: 'answered', actions: assign({ accesses: ({ event }) => event.output }) },
      },
    },
    answered: {
      description: 'The answer is on the page.',
      on: { 'citizen.retry': { guard: 'accessesUnknown', target: 'asking', actions: 'forgetAccesses' } },
    },
  },
});

/** The last touched score counts; the kiosk reports it at the end of the page. */
export const surveyPageState = sessionSetup.createStateConfig({
  description: 'The last page: the citizen rates the visit and may go on.',
  initial: 'resting',
  exit: 'reportScore',
  on: {
    'citizen.survey': { actions: 'noteScore' },
    'citizen.another': { target: '#session.over', actions: 'wantAnother' },
    'citizen.again': { guard: 'mayHaveAgain', target: '#session.over', actions: 'wantAgain' },
  },
  states: {
    resting: {
      description: 'The page waits for a touch.',
      on: {
        'citizen.send-message': { guard: 'maySend', target: 'sending', actions: 'noteMessage' },
        'citizen.what-is-read': { guard: 'offersAccessList', target: 'readingAccesses' },
      },
    },
    sending,
    readingAccesses,
  },
});
