import type { SnapshotFrom } from 'xstate';
import type { TroubleCode } from '../../../words/trouble.ts';
import { type Devices, readerTrouble } from '../../visit/devices.ts';
import type { identificationMachine } from './identification.machine.ts';

export interface IdentifyView {
  readonly show: 'identifying';
  readonly stage: 'waiting' | 'reading';
  readonly trouble: TroubleCode | null;
  readonly progress: number | null;
  readonly minimumAge: number | null;
  /** Whether the reader holds a card that was not put in for this visit. */
  readonly occupied: boolean;
  readonly withoutCard: boolean;
  /** `refused`: the child's card was read instead of the parent's. */
  readonly parent: { readonly refused: null | { readonly ticket: boolean } } | null;
  /** `null`: no button for staff. */
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
