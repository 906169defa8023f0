import type { WireDecoder } from '../../link/wire-line.ts';
import { symbologyOf } from './aim.ts';
import { decodeScanReport } from './codec.ts';
import type { ScanLayout } from './layout.ts';

/** Describes the traffic of a scanner. `meaning` has kind and length, never the content of the code. */
export function createScanDecoder(layout: ScanLayout): WireDecoder {
  return ({ direction, bytes }) => {
    if (direction === 'out')
      return [{ direction, bytes, meaning: `output report ${bytes[0] ?? ''}`, discarded: false }];
    const part = decodeScanReport(bytes, layout);
    if (!part.ok) return [{ direction, bytes, meaning: part.error, discarded: true }];
    const { aim, data, continued } = part.value;
    const kind = aim === '' ? 'code' : `${symbologyOf(aim)} ${aim}`;
    return [
      {
        direction,
        bytes,
        meaning: `${kind}, ${data.length} bytes${continued ? ', continued in the next HID report' : ''}`,
        discarded: false,
      },
    ];
  };
}
