import { assign, setup } from 'xstate';
import type { IdentityDocument } from '../../drivers/id-reader/contract.ts';
import { fullYears } from '../catalogue/dates.ts';
import type { TroubleCode } from '../screen/trouble.ts';
import type { ReaderReported } from './events.ts';

export interface IdentificationInput {
  readonly minimumAge: number | null;
  readonly takesExpired: boolean;
  /** ISO date. */
  readonly today: string;
}

interface IdentificationContext extends IdentificationInput {
  readonly trouble: TroubleCode | null;
  readonly failed: readonly string[];
  readonly document: IdentityDocument | null;
}

/** Longest time between the first byte of a card and its zone; 90 characters at 9 600 baud take 0.1 s. */
const READING_LIMIT_MS = 5_000;

/** What is wrong with a document that was read well, or `null`. */
function unfit(
  document: IdentityDocument,
  { minimumAge, takesExpired, today }: IdentificationInput,
): TroubleCode | null {
  if (!takesExpired && document.expiryDate !== null && document.expiryDate < today) return 'RDR-105';
  if (minimumAge !== null && fullYears(document.birthDate, today) < minimumAge) return 'RDR-106';
  return null;
}

/**
 * Who is it? Waits for a document, however many tries it takes. The reader reads by itself; this
 * machine only judges what it reports.
 */
export const identificationMachine = setup({
  types: {
    input: {} as IdentificationInput,
    context: {} as IdentificationContext,
    events: {} as ReaderReported,
    output: {} as { readonly document: IdentityDocument },
  },
  guards: {
    inserted: ({ event }) => event.event.type === 'document.inserted',
    fits: ({ event, context }) =>
      event.event.type === 'document.read' &&
      event.event.result.ok &&
      !unfit(event.event.result.value.document, context),
    read: ({ event }) => event.event.type === 'document.read',
  },
  actions: {
    forgetTrouble: assign({ trouble: null, failed: [] }),
    keepDocument: assign({
      document: ({ event, context }) =>
        event.event.type === 'document.read' && event.event.result.ok
          ? event.event.result.value.document
          : context.document,
    }),
    noteTrouble: assign(({ event, context }) => {
      if (event.event.type !== 'document.read') return {};
      const { result } = event.event;
      if (result.ok) return { trouble: unfit(result.value.document, context), failed: [] };
      return { trouble: result.error.code, failed: result.error.kind === 'check-digit' ? result.error.failed : [] };
    }),
    noteSilence: assign({ trouble: 'RDR-101' as TroubleCode, failed: [] }),
  },
  delays: { readingLimit: READING_LIMIT_MS },
}).createMachine({
  id: 'identification',
  context: ({ input }) => ({ ...input, trouble: null, failed: [], document: null }),
  initial: 'waiting',
  states: {
    waiting: {},
    reading: {
      after: { readingLimit: { target: 'waiting', actions: 'noteSilence' } },
    },
    identified: { type: 'final' },
  },
  on: {
    'reader.reported': [
      { guard: 'inserted', target: '.reading', actions: 'forgetTrouble' },
      { guard: 'fits', target: '.identified', actions: 'keepDocument' },
      { guard: 'read', target: '.waiting', actions: 'noteTrouble' },
    ],
  },
  output: ({ context }) => {
    if (!context.document) throw new Error('identified without a document');
    return { document: context.document };
  },
});
