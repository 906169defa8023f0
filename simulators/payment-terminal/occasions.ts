import { createZvtUnitDecoder } from '../../drivers/payment-terminal/zvt/decode.ts';
import { createFramer } from '../../drivers/payment-terminal/zvt/framer.ts';
import type { ZvtKind } from '../../drivers/payment-terminal/zvt/messages.ts';
import type { OccasionDetector, OccasionNameOf } from '../scripts/occasions.ts';

type TerminalOccasion = OccasionNameOf<'terminal'>;

const ZVT_OCCASIONS: Readonly<Partial<Record<ZvtKind, TerminalOccasion>>> = {
  authorisation: 'pay',
  reversal: 'reverse',
  refund: 'refund',
  'repeat-receipt': 'ask',
  registration: 'register',
  'end-of-day': 'end-of-day',
};

/** A command of the kiosk, each time it is sent: a repeat after a NAK counts again. */
export function zvtOccasions(framing: 'serial' | 'tcp'): OccasionDetector<TerminalOccasion> {
  const framer = createFramer(framing);
  const read = createZvtUnitDecoder('cp437');
  return ({ direction, bytes }) => {
    if (direction === 'in') return [];
    return framer.feed(bytes).flatMap((piece) => {
      const unit = piece.kind === 'frame' ? read(piece.body) : undefined;
      const name = unit?.kind === 'message' ? ZVT_OCCASIONS[unit.message.kind] : undefined;
      return name ? [name] : [];
    });
  };
}
