import { assign, fromPromise, setup } from 'xstate';
import type { JobFate } from '../../drivers/document-printer/contract.ts';
import { waitOf } from '../words/display.ts';
import type { TroubleCode } from '../words/trouble.ts';
import type { CheckedDocument } from './document.ts';
import type { PersonOfVisit } from './person.ts';
import type { DocumentPrintResult } from './print-result.ts';
import { CHOICES_TIMEOUT_MS } from './printing.machine.ts';
import { type Devices, documentPrinterTrouble, printerTrouble } from './visit/devices.ts';
import { type CitizenEvent, type DevicesChanged, newestDevicesOf, notProvided, wantsMoreTime } from './visit/events.ts';

export interface PrintDocumentInput {
  readonly applicationId: string;
  readonly session: number;
  /** Reference for the printer's display, in place of a name. */
  readonly reference: string;
  readonly person: PersonOfVisit | null;
  readonly document: CheckedDocument;
  readonly copies: number;
  readonly copyHelps: boolean;
  readonly devices: Devices;
  readonly moreTime: boolean;
}

/** Order to print. `printing`: number of the attempt, so that the printer tells attempts apart. */
export interface DocumentPrintOrder extends Omit<PrintDocumentInput, 'devices' | 'copyHelps' | 'moreTime'> {
  readonly printing: number;
}

export type DocumentPrintInquiry = Pick<DocumentPrintOrder, 'applicationId' | 'printing' | 'document' | 'copies'>;

export type DocumentPrintFate = JobFate['known'] | 'unheard';

interface DocumentContext extends PrintDocumentInput {
  readonly printing: number;
  /** `unknown`: the kiosk has to ask the printer what became of the sheets. */
  readonly trouble: { readonly code: TroubleCode; readonly unknown: boolean } | null;
  readonly partlyPrinted: boolean;
  readonly printed: boolean;
  readonly wantsCopy: boolean;
  readonly leaving: boolean;
}

/** Milliseconds between two questions while the outcome is unknown. Why 5 s: chosen, not measured. */
export const PRINTER_INQUIRY_MS = 5_000;

function afterPrint(result: DocumentPrintResult, { partlyPrinted }: DocumentContext): Partial<DocumentContext> {
  if (result.ok) return { printed: true, trouble: null };
  const { code, phase, kind } = result.error;
  const torn = phase === 'after-write';
  const unknown = torn && (kind === 'no-answer' || kind === 'not-connected');
  return { trouble: { code, unknown }, partlyPrinted: partlyPrinted || torn };
}

/** If the printer cannot tell, its attempt counts as failed, and another attempt has the next number. */
function afterAsking(fate: DocumentPrintFate, { trouble }: DocumentContext): Partial<DocumentContext> {
  if (fate === 'printed') return { printed: true, trouble: null };
  const unknown = fate === 'unheard' || fate === 'under-way';
  return { trouble: trouble && { ...trouble, unknown } };
}

/** Prints once. After trouble the kiosk asks the printer, then the citizen. */
export const printDocumentMachine = setup({
  types: {
    input: {} as PrintDocumentInput,
    context: {} as DocumentContext,
    events: {} as CitizenEvent | DevicesChanged,
    output: {} as { readonly printed: boolean; readonly left: boolean; readonly wantsCopy: boolean },
  },
  actors: {
    printSheets: fromPromise<DocumentPrintResult, DocumentPrintOrder>(notProvided('printSheets')),
    askPrinter: fromPromise<DocumentPrintFate, DocumentPrintInquiry>(notProvided('askPrinter')),
  },
  guards: {
    mayAsk: ({ context }) => context.trouble?.unknown === true && context.devices.documentPrinter?.device === 'online',
    mayPrint: ({ context }) =>
      context.trouble?.unknown !== true &&
      context.devices.documentPrinter !== null &&
      documentPrinterTrouble(context.devices.documentPrinter) === null,
    mayCopy: ({ context }) => context.copyHelps && printerTrouble(context.devices) === null,
    isOver: ({ context }) => context.printed || context.leaving,
  },
  delays: { nobodyThere: ({ context }) => waitOf(context, CHOICES_TIMEOUT_MS), askAgain: PRINTER_INQUIRY_MS },
  actions: {
    noteDevices: assign({ devices: newestDevicesOf }),
    noteDisplay: assign(({ context, event }) => ({ moreTime: wantsMoreTime(context, event) })),
    noteLeaving: assign({ leaving: true }),
    noteCopy: assign({ wantsCopy: true }),
    nextPrinting: assign({ printing: ({ context }) => context.printing + 1, trouble: null }),
  },
}).createMachine({
  id: 'document',
  context: ({ input }) => ({
    ...input,
    printing: 1,
    trouble: null,
    partlyPrinted: false,
    printed: false,
    wantsCopy: false,
    leaving: false,
  }),
  initial: 'printing',
  on: { 'devices.changed': { actions: 'noteDevices' }, 'citizen.display': { actions: 'noteDisplay' } },
  states: {
    printing: {
      description: 'The sheets come out.',
      invoke: {
        src: 'printSheets',
        input: ({ context: { applicationId, session, reference, person, document, copies, printing } }) => ({
          applicationId,
          session,
          reference,
          person,
          document,
          copies,
          printing,
        }),
        onDone: { target: 'ended', actions: assign(({ event, context }) => afterPrint(event.output, context)) },
      },
      // After the citizen left, the kiosk still waits for the result of the sheets.
      on: { 'citizen.finish': { actions: 'noteLeaving' } },
    },
    ended: { always: [{ guard: 'isOver', target: 'over' }, { target: 'trouble' }] },
    trouble: {
      description: 'The sheets did not come out. The citizen chooses what to do.',
      initial: 'waiting',
      after: { nobodyThere: 'over' },
      on: {
        'citizen.reprint': { guard: 'mayPrint', target: 'printing', actions: 'nextPrinting' },
        'citizen.next': { guard: 'mayCopy', target: 'over', actions: 'noteCopy' },
        'citizen.display': { target: 'trouble', reenter: true, actions: 'noteDisplay' },
        'citizen.finish': { target: 'over', actions: 'noteLeaving' },
      },
      states: {
        waiting: { description: 'The printer is not asked now.', always: { guard: 'mayAsk', target: 'asking' } },
        asking: {
          description: 'The kiosk asks the printer what became of the sheets.',
          invoke: {
            src: 'askPrinter',
            input: ({ context: { applicationId, printing, document, copies } }) => ({
              applicationId,
              printing,
              document,
              copies,
            }),
            onDone: [
              {
                description: 'the printer says printed',
                guard: ({ event }) => event.output === 'printed',
                target: '#document.over',
                actions: assign(({ event, context }) => afterAsking(event.output, context)),
              },
              { target: 'asked', actions: assign(({ event, context }) => afterAsking(event.output, context)) },
            ],
          },
        },
        asked: {
          description: 'The sheets are not known to be printed. The kiosk asks again only while the result is unknown.',
          after: { askAgain: 'waiting' },
        },
      },
    },
    over: { type: 'final' },
  },
  output: ({ context }) => ({ printed: context.printed, left: context.leaving, wantsCopy: context.wantsCopy }),
});
