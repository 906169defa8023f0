import type { Clock } from '../../drivers/clock.ts';

/** Start bit, eight bits, stop bit. */
const BITS_PER_BYTE = 10;
const SLICE_MS = 5;

export type Uart = ReturnType<typeof createUart>;

/**
 * One direction of a serial line: bytes come out at its rate, in steps shorter than the timeouts of drivers. Late timers do not slow the
 * line.
 */
export function createUart(clock: Clock, baudRate: number, deliver: (bytes: Uint8Array) => void) {
  const bytesPerMs = baudRate / BITS_PER_BYTE / 1_000;
  const sliceBytes = Math.max(1, Math.floor(bytesPerMs * SLICE_MS));
  let queue: Uint8Array[] = [];
  let timer: unknown;
  let freeAt = 0;

  function pump(begunAt: number): void {
    const next = queue[0];
    if (!next || timer !== undefined) return;
    const slice = next.subarray(0, sliceBytes);
    freeAt = Math.max(freeAt, begunAt) + slice.length / bytesPerMs;
    timer = clock.setTimeout(
      () => {
        timer = undefined;
        if (slice.length === next.length) queue.shift();
        else queue[0] = next.subarray(slice.length);
        deliver(slice);
        pump(0);
      },
      Math.max(0, freeAt - clock.now()),
    );
  }

  return {
    put(bytes: Uint8Array): void {
      if (bytes.length > 0) queue.push(bytes);
      pump(clock.now());
    },
    clear(): void {
      clock.clearTimeout(timer);
      timer = undefined;
      queue = [];
    },
  };
}
