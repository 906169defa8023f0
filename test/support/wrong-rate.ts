import type { LinkFactory } from '../../drivers/link/link.ts';

/**
 * Bytes that a UART at `to` baud receives when they are sent at `from`: start bit, eight bits from the lowest, two stop bits. The UART
 * looks for a falling edge and samples the middle of each of its own bits. Like many, it passes a byte on without its stop bit. Then it
 * waits until the line is at rest.
 */
export function bytesReadAtRate(bytes: Uint8Array, from: number, to: number): Uint8Array {
  if (from === to) return bytes;
  const line = [...bytes].flatMap((byte) => [0, ...Array.from({ length: 8 }, (_, bit) => (byte >> bit) & 1), 1, 1]);
  /** Level of the line at a time in seconds; high at rest. */
  const level = (time: number): number => line[Math.floor(time * from)] ?? 1;
  const end = line.length / from;
  const step = 1 / (16 * to);
  const heard: number[] = [];
  for (let time = 0; time < end; time += step) {
    if (level(time) !== 0) continue;
    const bit = (number: number) => level(time + (number + 0.5) / to);
    // A start bit that ends before its middle is only a spike.
    if (bit(0) !== 0) continue;
    heard.push(
      Array.from({ length: 8 }, (_, number) => bit(number + 1) << number).reduce((sum, each) => sum | each, 0),
    );
    time += 9.5 / to;
    while (time < end && level(time) === 0) time += step;
  }
  return Uint8Array.from(heard);
}

/** Link to a device that is set to `rate`, opened at any speed. */
export const linkAtRate =
  (host: LinkFactory, rate: number) =>
  (baudRate: number): ReturnType<LinkFactory> => {
    const link = host();
    return {
      ...link,
      async write(bytes) {
        const heard = bytesReadAtRate(bytes, baudRate, rate);
        return heard.length === 0 ? { ok: true, value: undefined } : link.write(heard);
      },
      onBytes: (listener) =>
        link.onBytes((bytes) => {
          const heard = bytesReadAtRate(bytes, rate, baudRate);
          if (heard.length > 0) listener(heard);
        }),
    };
  };
