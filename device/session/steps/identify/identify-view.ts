import type { SnapshotFrom } from 'xstate';
import { shownServiceText, type TextSettings } from '../../../catalogue/easy.ts';
import type { TroubleCode } from '../../../words/trouble.ts';
import { type Devices, readerTrouble } from '../../visit/devices.ts';
import type { identificationMachine } from './identification.machine.ts';
import type { identifyMachine } from './identify.machine.ts';
import type { PhoneProblem } from './phone-identity.ts';

export interface IdentifyView {
  readonly show: 'identifying';
  readonly stage: 'waiting' | 'reading';
  readonly trouble: TroubleCode | null;
  readonly progress: number | null;
  readonly minimumAge: number | null;
  /** Whether the reader holds a card that was not put in for this visit. */
  readonly occupied: boolean;
  /** Whether the citizen can go on without a card. Then the page has no button for staff. */
  readonly withoutCard: boolean;
  /** `refused`: the child's card was read instead of the parent's. */
  readonly parent: { readonly refused: boolean } | null;
  /** Whether a queue number is offered instead: no card will do, or none can be read. */
  readonly ticket: boolean;
  /** Whether a digital identity on the phone can replace the card; `used-up`: not again in this visit. `null`: no. */
  readonly phone: 'offered' | 'used-up' | null;
  readonly phoneProblem: PhoneProblem | null;
}

export interface PhoneIdentityView {
  readonly show: 'identifyingByPhone';
  readonly service: string;
  /** `scan`: no phone has opened the code yet. `confirm`: the citizen is at work on the phone. */
  readonly stage: 'starting' | 'scan' | 'confirm';
  readonly qr: string | null;
  /** Two digits to choose on the phone; `null`: not known yet. */
  readonly match: string | null;
  readonly secondsLeft: number | null;
}

const nothingRead = {
  show: 'identifying',
  progress: null,
  minimumAge: null,
  occupied: false,
  withoutCard: false,
  parent: null,
  ticket: false,
  phone: null,
  phoneProblem: null,
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
    ticket: false,
    phone: null,
    phoneProblem: null,
  };
}

export function phoneIdentityView(
  { value, context: { service, phone } }: SnapshotFrom<typeof identifyMachine>,
  settings: TextSettings,
): PhoneIdentityView {
  return {
    show: 'identifyingByPhone',
    service: shownServiceText(service, 'title', settings),
    stage: value === 'starting' ? 'starting' : value === 'scanning' ? 'scan' : 'confirm',
    qr: phone?.qr ?? null,
    match: phone?.match ?? null,
    secondsLeft: phone?.secondsLeft ?? null,
  };
}
