import { assign, setup } from 'xstate';
import type { IdentityDocument } from '../../../../drivers/id-reader/contract.ts';
import { fullYears } from '../../../catalogue/dates.ts';
import { documentKindOf } from '../../../catalogue/document-kind.ts';
import type { DocumentKind } from '../../../catalogue/schema.ts';
import type { TroubleCode } from '../../../words/trouble.ts';
import { readerTrouble } from '../../visit/devices.ts';
import type { DevicesChanged, DocumentEvent } from '../../visit/events.ts';
import type { IdentifiedPerson } from '../../visit/facts.ts';

export interface IdentificationInput {
  /** `null`: accepts any document of any country. */
  readonly takes: readonly DocumentKind[] | null;
  readonly minimumAge: number | null;
  readonly takesExpired: boolean;
  readonly today: string;
}

interface IdentificationContext extends IdentificationInput {
  readonly trouble: TroubleCode | null;
  readonly identity: IdentifiedPerson | null;
  readonly away: boolean;
  /** Whole per cent of the chip that are read. */
  readonly progress: number;
}

/**
 * Longest milliseconds from a card's first byte to its zone. Why 5 s: 90 characters at 9 600 baud take 0.1 s, and a chip reader waits 3 s
 * more for a chip.
 */
const READING_LIMIT_MS = 5_000;
/** Longest silence while a chip is read. Why 50 s: the reader ends a chip after 45 s, and this limit is for a silent reader. */
export const CHIP_LIMIT_MS = 50_000;

export function documentProblem(
  document: IdentityDocument,
  { takes, minimumAge, takesExpired, today }: IdentificationInput,
): TroubleCode | null {
  if (takes && !takes.some((kind) => kind === documentKindOf(document))) return 'RDR-108';
  if (!takesExpired && document.expiryDate !== null && document.expiryDate < today) return 'RDR-105';
  if (minimumAge !== null && fullYears(document.birthDate, today) < minimumAge) return 'RDR-106';
  return null;
}

/** The reader reads by itself; this machine judges the reader's reports. The citizen has any number of tries. */
export const identificationMachine = setup({
  types: {
    input: {} as IdentificationInput,
    context: {} as IdentificationContext,
    events: {} as DocumentEvent | DevicesChanged,
    output: {} as IdentifiedPerson,
  },
  guards: {
    fits: ({ event, context }) =>
      event.type === 'document.read' && event.result.ok && !documentProblem(event.result.value.document, context),
  },
  actions: {
    forgetTrouble: assign({ trouble: null }),
    noteProgress: assign({
      progress: ({ event, context }) =>
        event.type === 'chip.progress' ? Math.round(event.fraction * 100) : context.progress,
    }),
    keepIdentity: assign({
      identity: ({ event, context }) =>
        event.type === 'document.read' && event.result.ok ? event.result.value : context.identity,
    }),
    noteTrouble: assign(({ event, context }) => {
      if (event.type !== 'document.read') return {};
      const { result } = event;
      return { trouble: result.ok ? documentProblem(result.value.document, context) : result.error.code };
    }),
    // If the reader goes away, trouble with a card is forgotten.
    noteReader: assign(({ event, context }) => {
      if (event.type !== 'devices.changed') return {};
      const away = readerTrouble(event.devices) !== null;
      return away || context.away ? { away, trouble: null } : {};
    }),
    noteSilence: assign({ trouble: 'RDR-101' as TroubleCode }),
  },
  delays: { readingLimit: READING_LIMIT_MS, chipLimit: CHIP_LIMIT_MS },
}).createMachine({
  id: 'identification',
  context: ({ input }) => ({ ...input, away: false, trouble: null, identity: null, progress: 0 }),
  initial: 'waiting',
  states: {
    waiting: {},
    reading: {
      after: { readingLimit: { target: 'waiting', actions: 'noteSilence' } },
    },
    readingChip: {
      after: { chipLimit: { target: 'waiting', actions: 'noteSilence' } },
    },
    identified: { type: 'final' },
  },
  on: {
    'document.inserted': { target: '.reading', actions: 'forgetTrouble' },
    'document.read': [
      { guard: 'fits', target: '.identified', actions: 'keepIdentity' },
      { target: '.waiting', actions: 'noteTrouble' },
    ],
    'devices.changed': { actions: 'noteReader' },
    // Entering the state again restarts its time limit.
    'chip.progress': { target: '.readingChip', actions: ['forgetTrouble', 'noteProgress'] },
  },
  output: ({ context }) => {
    if (!context.identity) throw new Error('identified without a document');
    return context.identity;
  },
});
