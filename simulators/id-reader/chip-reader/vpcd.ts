import { createConnection } from 'node:net';
import { concat } from '../../../drivers/bytes.ts';
import type { Clock } from '../../../drivers/clock.ts';
import { emitter } from '../../../drivers/emitter.ts';
import type { ChipSimulator } from '../emrtd/chip.ts';

/** What the reader tells the card in a message of one byte; anything longer is a command APDU (vsmartcard, vpcd.h). */
const CONTROL = { off: 0x00, on: 0x01, reset: 0x02, atr: 0x04 } as const;
/** The answer to reset that PC/SC part 3 (3.1.3.2.3) makes of an ISO 14443-4 card without historical bytes. */
const ATR = Uint8Array.of(0x3b, 0x80, 0x80, 0x01, 0x01);
const LENGTH_BYTES = 2;

/** One direction of an exchange; `command` is towards the card. */
export interface VpcdTraffic {
  readonly direction: 'command' | 'response';
  readonly bytes: Uint8Array;
}

export interface VirtualCard {
  onTraffic(listener: (traffic: VpcdTraffic) => void): () => void;
  /** The reader hung up by itself: its service ended, or another card took the place. At most once. */
  onHungUp(listener: () => void): () => void;
  /** Takes the card out. */
  close(): Promise<void>;
}

export interface VpcdOptions {
  readonly host: string;
  /** 35963 unless vpcd was configured otherwise. */
  readonly port: number;
  readonly chip: ChipSimulator;
  readonly clock: Clock;
}

/**
 * Puts a simulated chip into the virtual PC/SC reader of vsmartcard (`vsmartcard-vpcd` in Debian), so that any program
 * that speaks PC/SC can read it. Being connected is being on the reader; when the chip is moved away this hangs up, and
 * a new connection is the next presence. Rejects if nobody listens there.
 */
export async function insertIntoVpcd({ host, port, chip, clock }: VpcdOptions): Promise<VirtualCard> {
  const traffic = emitter<VpcdTraffic>();
  const hungUp = emitter<void>();
  const pending = new Set<unknown>();
  const socket = createConnection({ host, port, noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  let held: Uint8Array = new Uint8Array();

  function send(bytes: Uint8Array): void {
    if (!socket.writable) return;
    socket.write(concat([bytes.length >> 8, bytes.length & 0xff], bytes));
  }

  function hear(message: Uint8Array): void {
    const [control] = message;
    if (message.length > 1) command(message);
    else if (control === CONTROL.atr) send(ATR);
    else if (control === CONTROL.off || control === CONTROL.on || control === CONTROL.reset) chip.reset();
  }

  function command(bytes: Uint8Array): void {
    traffic.emit({ direction: 'command', bytes });
    const answer = chip.exchange(bytes);
    if (!answer) return;
    const timer = clock.setTimeout(() => {
      pending.delete(timer);
      traffic.emit({ direction: 'response', bytes: answer.bytes });
      send(answer.bytes);
    }, answer.afterMs);
    pending.add(timer);
  }

  socket.on('data', (chunk) => {
    held = concat(held, chunk);
    for (let message = first(held); message; message = first(held)) {
      held = held.subarray(LENGTH_BYTES + message.length);
      hear(message);
    }
  });
  // A reset is followed by `close`, which says all there is to say.
  socket.on('error', () => socket.destroy());
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      stopWatching();
      for (const timer of pending) clock.clearTimeout(timer);
      resolve();
      hungUp.emit();
      hungUp.clear();
    });
  });
  const stopWatching = chip.onChange(({ position }) => {
    if (position === 'away') socket.destroy();
  });

  return {
    onTraffic: traffic.on,
    onHungUp: hungUp.on,
    close() {
      hungUp.clear();
      socket.destroy();
      return closed;
    },
  };
}

/** The first whole message, without its length. */
function first(held: Uint8Array): Uint8Array | undefined {
  if (held.length < LENGTH_BYTES) return undefined;
  const end = LENGTH_BYTES + ((held[0]! << 8) | held[1]!);
  return held.length < end ? undefined : held.subarray(LENGTH_BYTES, end);
}
