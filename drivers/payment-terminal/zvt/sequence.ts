import { sequenceIn } from './status-tlv.ts';
import { readTlvLength, readTlvs } from './tlv.ts';

const CONTAINER = 0x06;

/**
 * The number of a message [PA00P015 13.08, chapter 5] in the data of its APDU, or `undefined` where it has none. Found
 * without knowing the message: the container is the last thing in it and reaches to the very end.
 */
export function sequenceOf(data: Uint8Array): number | undefined {
  for (let start = data.indexOf(CONTAINER); start >= 0; start = data.indexOf(CONTAINER, start + 1)) {
    const length = readTlvLength(data, start + 1);
    if (!length || length.next + length.value !== data.length) continue;
    const tlvs = readTlvs(data.subarray(length.next));
    const found = tlvs.ok ? sequenceIn(tlvs.value) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
