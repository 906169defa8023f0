import type { ReportDescriptor } from '../../hid/descriptor.ts';
import { formatUsageHex } from '../../hid/usages.ts';
import type { WireDecoder } from '../../link/wire-line.ts';
import { decodeKeys } from './codec.ts';
import type { KeyTable } from './profile.ts';

/** Describes the wire of a keypad for a technician: usages, and their keys in the table. */
export function createKeysDecoder(descriptor: ReportDescriptor, table: KeyTable): WireDecoder {
  return ({ direction, bytes }) => {
    if (direction === 'out') return [{ direction, bytes, meaning: 'lights', discarded: false }];
    const down = decodeKeys(bytes, descriptor);
    if (!down.ok) return [{ direction, bytes, meaning: down.error, discarded: true }];
    const words = down.value.usages.map(
      (usage) => `${formatUsageHex(usage)} ${table.get(usage) ?? 'not a key of this keypad'}`,
    );
    return [{ direction, bytes, meaning: words.length === 0 ? 'nothing down' : words.join(', '), discarded: false }];
  };
}
