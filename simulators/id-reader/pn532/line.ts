import type { Clock } from '../../../drivers/clock.ts';
import { DeliveriesInOrder } from '../../device/timers.ts';
import type { Wire } from '../../wire.ts';

/** The receiver's FIFO does not interrupt at each byte. */
const BYTES_AT_ONCE = 32;
/** 8N1. */
const BITS_PER_BYTE = 10;

/** By the line's clock, unchanged by late timers. */
export interface SerialArrival {
  readonly lastAtMs: number;
  readonly msPerByte: number;
}

export type SerialChipEnd = ReturnType<typeof createSerialChipEnd>;

/** The chip's end of a serial line with its rate in both directions. A byte arrives with its last bit. */
export function createSerialChipEnd(
  wire: Wire,
  clock: Clock,
  baudRate: number,
  onBytes: (bytes: Uint8Array, when: SerialArrival) => void,
) {
  let msPerByte = (BITS_PER_BYTE * 1_000) / baudRate;
  let inFreeAt = 0;
  let outFreeAt = 0;
  const outgoing = new DeliveriesInOrder<Uint8Array>(clock, (bytes) => wire.write(bytes));
  const incoming = new DeliveriesInOrder<{ readonly bytes: Uint8Array; readonly lastAtMs: number }>(
    clock,
    ({ bytes, lastAtMs }) => onBytes(bytes, { lastAtMs, msPerByte }),
  );

  const stopListening = wire.onBytes((bytes) => {
    inFreeAt = Math.max(inFreeAt, clock.now()) + bytes.length * msPerByte;
    incoming.push({ bytes, lastAtMs: inFreeAt }, inFreeAt - clock.now());
  });

  return {
    send(bytes: Uint8Array): void {
      outFreeAt = Math.max(outFreeAt, clock.now());
      for (let from = 0; from < bytes.length; from += BYTES_AT_ONCE) {
        const piece = bytes.subarray(from, from + BYTES_AT_ONCE);
        outFreeAt += piece.length * msPerByte;
        outgoing.push(piece, outFreeAt - clock.now());
      }
    },
    stopSending(): void {
      outgoing.clear();
      outFreeAt = 0;
    },
    setBaudRate(rate: number): void {
      msPerByte = (BITS_PER_BYTE * 1_000) / rate;
    },
    close(): void {
      stopListening();
      outgoing.clear();
      incoming.clear();
    },
  };
}
