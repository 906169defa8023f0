import { assign, fromPromise, setup } from 'xstate';
import type { PaperContent } from '../receipt/paper.ts';
import { waitOf } from '../words/display.ts';
import type { TroubleCode } from '../words/trouble.ts';
import type { PersonOfVisit } from './person.ts';
import type { PrintResult } from './print-result.ts';
import { type Devices, printerTrouble } from './visit/devices.ts';
import { type CitizenEvent, type DevicesChanged, newestDevicesOf, notProvided, wantsMoreTime } from './visit/events.ts';

export interface PrintingInput {
  readonly applicationId: string;
  readonly session: number;
  readonly person: PersonOfVisit | null;
  readonly content: PaperContent;
  readonly devices: Devices;
  readonly moreTime: boolean;
}

/** Order to print a paper. The paper is marked if `copy` is above 1. */
export interface PrintOrder extends Omit<PrintingInput, 'devices' | 'moreTime'> {
  readonly copy: number;
}

interface PrintingContext extends PrintingInput {
  readonly copy: number;
  /** `torn`: a part of the copy may be on paper; the next copy replaces it. */
  readonly trouble: { readonly code: TroubleCode; readonly torn: boolean } | null;
  readonly partlyPrinted: boolean;
  readonly printed: boolean;
  readonly leaving: boolean;
}

/** Milliseconds until the page of choices ends the visit. Why 180 s: the citizen may fetch staff. Not measured. */
export const CHOICES_TIMEOUT_MS = 180_000;

function afterPrint(result: PrintResult, { partlyPrinted }: PrintingContext): Partial<PrintingContext> {
  if (result.ok) return { printed: true };
  const { code, phase } = result.error;
  const torn = phase === 'after-write';
  return { trouble: { code, torn }, partlyPrinted: partlyPrinted || torn };
}

/** Prints a paper once. After trouble, prints again only if the citizen chooses it. */
export const printingMachine = setup({
  types: {
    input: {} as PrintingInput,
    context: {} as PrintingContext,
    events: {} as CitizenEvent | DevicesChanged,
    output: {} as { readonly printed: boolean; readonly left: boolean },
  },
  actors: {
    print: fromPromise<PrintResult, PrintOrder>(notProvided('print')),
  },
  guards: {
    // Shows a ticket on the screen at once if the printer is in trouble: a ticket needs no paper.
    onGlassAlone: ({ context }) => context.content.kind === 'ticket' && printerTrouble(context.devices) !== null,
    hasTrouble: ({ context }) => context.trouble !== null,
    printerReady: ({ context }) => printerTrouble(context.devices) === null,
  },
  delays: { nobodyThere: ({ context }) => waitOf(context, CHOICES_TIMEOUT_MS) },
  actions: {
    noteDevices: assign({ devices: newestDevicesOf }),
    noteDisplay: assign(({ context, event }) => ({ moreTime: wantsMoreTime(context, event) })),
    noteLeaving: assign({ leaving: true }),
    noteCodeShown: notProvided('noteCodeShown'),
    nextCopy: assign({ copy: ({ context }) => context.copy + (context.trouble?.torn ? 1 : 0) }),
  },
}).createMachine({
  id: 'printing',
  context: ({ input }) => ({
    ...input,
    copy: 1,
    trouble: null,
    partlyPrinted: false,
    printed: false,
    leaving: false,
  }),
  initial: 'beginning',
  on: { 'devices.changed': { actions: 'noteDevices' }, 'citizen.display': { actions: 'noteDisplay' } },
  states: {
    beginning: {
      always: [{ guard: 'onGlassAlone', target: 'showingCode', actions: 'noteCodeShown' }, { target: 'printing' }],
    },
    printing: {
      description: 'The paper comes out.',
      invoke: {
        src: 'print',
        input: ({ context: { applicationId, session, person, content, copy } }) => ({
          applicationId,
          session,
          person,
          content,
          copy,
        }),
        onDone: [
          {
            description: 'printed or leaving',
            guard: ({ event, context }) => event.output.ok || context.leaving,
            target: 'over',
            actions: assign(({ event, context }) => afterPrint(event.output, context)),
          },
          { target: 'trouble', actions: assign(({ event, context }) => afterPrint(event.output, context)) },
        ],
      },
      // After the citizen left, the kiosk still waits for the result of the paper.
      on: { 'citizen.finish': { actions: 'noteLeaving' } },
    },
    trouble: {
      description: 'The paper did not come out whole. The citizen chooses what to do.',
      after: { nobodyThere: 'over' },
      on: {
        'citizen.reprint': { guard: 'printerReady', target: 'printing', actions: 'nextCopy' },
        'citizen.show-qr': { target: 'showingCode', actions: 'noteCodeShown' },
        'citizen.display': { target: 'trouble', reenter: true, actions: 'noteDisplay' },
        'citizen.finish': { target: 'over', actions: 'noteLeaving' },
      },
    },
    showingCode: {
      description: 'The page shows a QR code in place of the paper.',
      after: { nobodyThere: 'over' },
      on: {
        'citizen.reprint': { guard: 'printerReady', target: 'printing', actions: 'nextCopy' },
        'citizen.back': { guard: 'hasTrouble', target: 'trouble' },
        'citizen.display': { target: 'showingCode', reenter: true, actions: 'noteDisplay' },
        'citizen.next': 'over',
        'citizen.finish': { target: 'over', actions: 'noteLeaving' },
      },
    },
    over: { type: 'final' },
  },
  output: ({ context }) => ({ printed: context.printed, left: context.leaving }),
});
