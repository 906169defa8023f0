import type { SnapshotFrom } from 'xstate';
import type { TroubleCode } from '../../../words/trouble.ts';
import { type Devices, readerTrouble } from '../../visit/devices.ts';
import type { identificationMachine } from './identification.machine.ts';

export interface IdentifyView {
  readonly show: 'identifying';
  readonly stage: 'waiting' | 'reading';
  /** Of the last try. */
  readonly trouble: TroubleCode | null;
  /** Whole per cent of the chip. */
  readonly progress: number | null;
  /** In full years. */
  readonly minimumAge: number | null;
  /** A card that was not put in for this visit. */
  readonly occupied: boolean;
  /** May go on without a card, if none was needed before. */
  readonly withoutCard: boolean;
  /** A parent applies for a child. `refused`: a child's card was read; has the ways to go on. */
  readonly parent: { readonly refused: null | { readonly ticket: boolean } } | null;
  /** `null`: not offered. */
  readonly staffCalled: boolean | null;
}

const nothingRead = {
  show: 'identifying',
  progress: null,
  minimumAge: null,
  occupied: false,
  withoutCard: false,
  parent: null,
  staffCalled: null,
} as const;

/** The view while a card is asked for and read. */
export function identifyView(
  identification: SnapshotFrom<typeof identificationMachine> | undefined,
  devices: Devices,
): IdentifyView {
  const away = readerTrouble(devices);
  if (identification?.status !== 'active') return { ...nothingRead, stage: 'reading', trouble: away };
  if (away) return { ...nothingRead, stage: 'waiting', trouble: away };
  const { value, context } = identification;
  const { trouble, progress, minimumAge } = context;
  const stage = value === 'waiting' ? 'waiting' : 'reading';
  return {
    show: 'identifying',
    stage,
    trouble,
    progress: value === 'readingChip' ? progress : null,
    minimumAge,
    occupied: stage === 'waiting' && trouble === null && devices.reader.media === 'present',
    withoutCard: false,
    parent: null,
    staffCalled: null,
  };
}
