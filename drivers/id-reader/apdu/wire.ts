import type { WireDecoder, WireLogLine } from '../../link/wire-line.ts';
import { describeApdu } from './describe.ts';

/** Describes APDUs for a technician. `out`: command of the kiosk; `in`: answer of the card. */
export function createApduDecoder(): WireDecoder {
  return ({ direction, bytes }): readonly WireLogLine[] => {
    const described = describeApdu(bytes, direction === 'out' ? 'command' : 'response');
    if (!described.ok) return [{ direction, bytes, meaning: described.error.why, discarded: true }];
    const it = described.value;
    const meaning =
      it.kind === 'command'
        ? `${it.name}${it.secureMessaging ? ', protected' : ''} (${it.meaning})`
        : `${it.status} ${it.meaning}, ${it.data.length / 2} bytes`;
    return [{ direction, bytes, meaning, discarded: false }];
  };
}
