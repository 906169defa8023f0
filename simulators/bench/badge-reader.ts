import * as z from 'zod/mini';
import { createPn532Decoder } from '../../drivers/id-reader/pn532/describe.ts';
import { SIMULATED_BADGES, type SimulatedBadgeId, simulatedBadge } from '../badge/badges.ts';
import { type BadgeFault, DesfireBadge } from '../badge/card.ts';
import { createPn532Simulator, type Pn532Simulator } from '../id-reader/pn532/pn532.ts';
import { BADGE_FAULT_LABELS } from './badge-reader-labels.ts';
import {
  type BenchContext,
  type BenchDevice,
  type BenchKind,
  commandSchemaWith,
  plainCommandSchema,
} from './bench-device.ts';
import { membersOf } from './labels.ts';

const IDS = SIMULATED_BADGES.map(({ id }) => id);

const commands = z.union([
  commandSchemaWith('badgeReader', 'present', { badge: z.enum(IDS) }),
  plainCommandSchema('badgeReader', 'take'),
  commandSchemaWith('badgeReader', 'arm', { fault: z.enum(membersOf(BADGE_FAULT_LABELS)), on: z.boolean() }),
]);

type BadgeCommand = z.infer<typeof commands>;

export interface BadgeReaderDockState {
  /** `pin`: of a registered badge. */
  readonly badges: readonly { readonly id: SimulatedBadgeId; readonly title: string; readonly pin: string | null }[];
  readonly presented: string | null;
  readonly looking: boolean;
  readonly armed: readonly BadgeFault[];
}

export const BADGE_READER: BenchKind<BadgeCommand, BenchDevice<BadgeCommand, BadgeReaderDockState>> = {
  commands,
  recorded: () => null,
  decoder: () => createPn532Decoder(),
  put(place) {
    const reader = createReader(place);
    const armed = new Set<BadgeFault>();
    return {
      part() {
        const { card, looking } = reader.state();
        return { badges: SHOWN, presented: card, looking, armed: [...armed] };
      },
      obey: (command) => obey(reader, armed, command),
      heal() {
        armed.clear();
        reader.remove();
      },
      onChange: (listener) => reader.onChange(listener),
      close: reader.close,
    };
  },
};

const SHOWN = SIMULATED_BADGES.map(({ id, title, registered }) => ({ id, title, pin: registered?.pin ?? null }));

const createReader = ({ wire, clock, random }: BenchContext): Pn532Simulator =>
  createPn532Simulator({ wire, clock, random: random() });

function obey(reader: Pn532Simulator, armed: Set<BadgeFault>, command: BadgeCommand): void {
  if (command.do === 'take') reader.remove();
  else if (command.do === 'present') present(reader, armed, command.badge);
  else if (command.on) armed.add(command.fault);
  else armed.delete(command.fault);
}

function present(reader: Pn532Simulator, armed: Set<BadgeFault>, id: SimulatedBadgeId): void {
  const card = simulatedBadge(id)?.card();
  if (!card) return;
  if (card instanceof DesfireBadge) {
    for (const fault of armed) card.faults.next(fault);
    armed.clear();
  }
  reader.insert(card);
}
