import { assign } from 'xstate';
import { applicationIdOf, copiesOf, isVisitPaid, visitDocumentOf } from './context.ts';
import { sessionSetup } from './session.setup.ts';
import { forwardEventsTo } from './visit/events.ts';

export const readingDocumentState = sessionSetup.createStateConfig({
  description: 'The kiosk reads the document from the office and checks its seal.',
  initial: 'asking',
  after: { documentPatience: 'unread' },
  states: {
    asking: {
      description: 'The kiosk asks the office.',
      invoke: {
        src: 'readDocument',
        input: ({ context }) => context,
        onDone: [
          {
            description: 'document is here',
            guard: ({ event }) => event.output.ok,
            target: '#session.visit.journey.previewing',
            actions: assign(({ event: { output } }) =>
              output.ok ? { document: output.value, documentTrouble: null } : {},
            ),
          },
          {
            description: 'office is still making it',
            guard: ({ event }) => !event.output.ok && event.output.error === 'in-progress',
            target: 'waiting',
          },
          {
            target: '#session.visit.journey.unread',
            actions: assign(({ event: { output } }) =>
              output.ok || output.error === 'in-progress' ? {} : { documentTrouble: output.error },
            ),
          },
        ],
      },
    },
    waiting: { description: 'The office is still making the document.', after: { registerAgain: 'asking' } },
  },
});

export const documentNotReadState = sessionSetup.createStateConfig({
  description: 'The document cannot be read now.',
  on: {
    'citizen.reprint': 'readingDocument',
    'citizen.next': { guard: 'mayCopy', target: 'printing', actions: 'takeCopy' },
  },
});

export const previewingDocumentState = sessionSetup.createStateConfig({
  description: 'The citizen reads what will be printed.',
  on: { 'citizen.next': 'printingDocument', 'citizen.cancel': 'wrongDocument' },
});

export const wrongDocumentState = sessionSetup.createStateConfig({
  description: 'The citizen says that the document is wrong.',
  on: {
    'citizen.back': 'previewing',
  },
});

export const printingDocumentState = sessionSetup.createStateConfig({
  description: 'The sheets come out.',
  invoke: {
    id: 'document',
    src: 'printDocument',
    input: ({ context }) => {
      if (!context.document) throw new Error('this state needs a document');
      return {
        applicationId: applicationIdOf(context),
        session: context.visit,
        reference: context.reference ?? '',
        person: visitDocumentOf(context),
        document: context.document,
        copies: copiesOf(context),
        copyHelps: !isVisitPaid(context),
        devices: context.devices,
        moreTime: context.display.moreTime,
      };
    },
    onDone: [
      { description: 'citizen left', guard: ({ event }) => event.output.left, target: '#session.over' },
      {
        description: 'citizen wants a copy',
        guard: ({ event }) => event.output.wantsCopy,
        target: 'printing',
        actions: 'takeCopy',
      },
      { target: 'surveying', actions: assign({ printed: ({ event }) => event.output.printed }) },
    ],
  },
  on: forwardEventsTo('document', [
    'devices.changed',
    'citizen.reprint',
    'citizen.next',
    'citizen.display',
    'citizen.finish',
  ]),
});
