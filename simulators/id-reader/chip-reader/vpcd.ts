import { createConnection, type Socket } from 'node:net';
import { concat } from '../../../drivers/bytes.ts';
import type { Clock } from '../../../drivers/clock.ts';
import { emitter } from '../../../drivers/emitter.ts';
import { Timers } from '../../device/timers.ts';
import type { ChipSimulator } from '../emrtd/chip.ts';

/** Requests of one byte from the reader; anything longer is an APDU (vsmartcard, vpcd.h). */
const CONTROL = { off: 0x00, on: 0x01, reset: 0x02, atr: 0x04 } as const;
/** ATR of an ISO 14443-4 card without historical bytes (PC/SC part 3, 3.1.3.2.3). */
const ATR = Uint8Array.of(0x3b, 0x80, 0x80, 0x01, 0x01);
const LENGTH_BYTES = 2;

/** `command`: towards the card. */
export interface VpcdTraffic {
  readonly direction: 'command' | 'response';
  readonly bytes: Uint8Array;
}

/** Options of `insertIntoVpcd`. */
export interface VpcdOptions {
  readonly host: string;
  /** vpcd's default: 35963. */
  readonly port: number;
  readonly chip: ChipSimulator;
  readonly clock: Clock;
}

/** A simulated chip in a virtual reader. */
export class VirtualCard {
  readonly #socket: Socket;
  readonly #chip: ChipSimulator;
  readonly #traffic = emitter<VpcdTraffic>();
  readonly #hungUp = emitter<void>();
  readonly #answers: Timers;
  readonly #closed: Promise<void>;
  readonly onTraffic = this.#traffic.on;
  /** At most once: the reader's service ended, or another card replaced this one. */
  readonly onHungUp = this.#hungUp.on;
  #held: Uint8Array = new Uint8Array();

  constructor(socket: Socket, chip: ChipSimulator, clock: Clock) {
    this.#socket = socket;
    this.#chip = chip;
    this.#answers = new Timers(clock);
    socket.on('data', (chunk) => this.#hear(chunk));
    socket.on('error', () => socket.destroy());
    const stopWatching = chip.onChange(({ position }) => {
      if (position === 'away') socket.destroy();
    });
    this.#closed = new Promise((resolve) => {
      socket.once('close', () => {
        stopWatching();
        this.#answers.clear();
        resolve();
        this.#hungUp.emit();
        this.#hungUp.clear();
      });
    });
  }

  close(): Promise<void> {
    this.#hungUp.clear();
    this.#socket.destroy();
    return this.#closed;
  }

  #hear(chunk: Uint8Array): void {
    this.#held = concat(this.#held, chunk);
    for (let message = first(this.#held); message; message = first(this.#held)) {
      this.#held = this.#held.subarray(LENGTH_BYTES + message.length);
      this.#obey(message);
    }
  }

  #obey(message: Uint8Array): void {
    const [control] = message;
    if (message.length > 1) this.#command(message);
    else if (control === CONTROL.atr) this.#send(ATR);
    else if (control === CONTROL.off || control === CONTROL.on || control === CONTROL.reset) this.#chip.reset();
  }

  #command(bytes: Uint8Array): void {
    this.#traffic.emit({ direction: 'command', bytes });
    const answer = this.#chip.exchange(bytes);
    if (!answer) return;
    this.#answers.after(answer.afterMs, () => {
      this.#traffic.emit({ direction: 'response', bytes: answer.bytes });
      this.#send(answer.bytes);
    });
  }

  #send(bytes: Uint8Array): void {
    if (!this.#socket.writable) return;
    this.#socket.write(concat([bytes.length >> 8, bytes.length & 0xff], bytes));
  }
}

/**
 * Puts a simulated chip into the virtual PC/SC reader of vsmartcard (`vsmartcard-vpcd` in Debian), for any program that uses PC/SC. A
 * connection means that the chip is on the reader. Moving the chip away ends the connection; the next presence is a new connection. Rejects
 * if no reader listens there.
 */
export async function insertIntoVpcd({ host, port, chip, clock }: VpcdOptions): Promise<VirtualCard> {
  const socket = createConnection({ host, port, noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return new VirtualCard(socket, chip, clock);
}

/** First message, without its length; `undefined`: incomplete. */
function first(held: Uint8Array): Uint8Array | undefined {
  if (held.length < LENGTH_BYTES) return undefined;
  const end = LENGTH_BYTES + ((held[0]! << 8) | held[1]!);
  return held.length < end ? undefined : held.subarray(LENGTH_BYTES, end);
}
