import type { Clock } from '../../../drivers/clock.ts';
import { emitter } from '../../../drivers/emitter.ts';
import { encodeAnswer, parsePn532Command } from '../../../drivers/id-reader/pn532/codec.ts';
import {
  ACK_FRAME,
  createPn532Framer,
  ERROR_FRAME,
  encodeFrame,
  FROM_CHIP,
  FROM_HOST,
  type Pn532Frame,
} from '../../../drivers/id-reader/pn532/framer.ts';
import type { Pn532Command } from '../../../drivers/id-reader/pn532/messages.ts';
import { armedFaults } from '../../faults/armed.ts';
import { seededRandom } from '../../random.ts';
import type { Wire } from '../../wire.ts';
import type { SimulatedCard } from './card.ts';
import { type CardPolling, type Pn532CommandResult, Pn532Firmware } from './chip.ts';
import { faultyAnswer, PN532_FAULTS } from './faults.ts';
import { AntennaField, type Place } from './field.ts';
import { createSerialChipEnd, type SerialArrival, type SerialChipEnd } from './line.ts';

/** State of a simulated PN532. */
export interface Pn532State {
  /** `asleep`: until the line wakes it; `low-battery`: after power-on until SAMConfiguration. */
  readonly power: 'asleep' | 'low-battery' | 'normal';
  readonly card: string | null;
  readonly place: Place;
  readonly looking: boolean;
  readonly apdus: number;
}

/** Options of `createPn532Simulator`. */
export interface Pn532SimulatorOptions {
  readonly wire: Wire;
  readonly clock: Clock;
  /** 0 ≤ n < 1, for random UIDs; default: seed 1. */
  readonly random?: () => number;
  /** Rate of the serial line; default: 115200, as after a reset [UM0701-02 §6.2.5]. */
  readonly baudRate?: number;
}

const RESET_BAUD_RATE = 115_200;
/**
 * Until the oscillator is up, bytes are lost. libnfc wakes the chip by `55 55` and up to fourteen zeros (1.4 ms at 115200 baud). They come
 * directly before the first command, which real chips answer.
 */
const OSCILLATOR_MS = 1;
const ACK_AFTER_MS = 0.2;
const ACK_TAKES_MS = 0.6;
const NOTHING: Pn532Command = { kind: 'unknown', fields: { code: 0, parameters: new Uint8Array() } };

interface Does {
  readonly command: Pn532Command;
  readonly timer: unknown;
  readonly look?: CardPolling;
}

/**
 * Byte-exact PN532 (firmware 1.6) on a high-speed UART, with times of line and air. A card survives a closed port and a power cut. Only the
 * power cut ends the running command.
 */
export class Pn532Simulator {
  readonly #changes = emitter<Pn532State>();
  readonly onChange = this.#changes.on;
  readonly faults = armedFaults(PN532_FAULTS);
  readonly #clock: Clock;
  readonly #baudRate: number;
  readonly #field: AntennaField;
  readonly #chip: Pn532Firmware;
  readonly #line: SerialChipEnd;
  readonly #stopListening: () => void;
  #framer = createPn532Framer();
  #power: Pn532State['power'] = 'asleep';
  /** After PowerDown no new configuration is needed [UM0701-02 §7.2.11]. */
  #wakesTo: 'low-battery' | 'normal' = 'low-battery';
  /** Time by the line's clock; `undefined`: nothing wakes the chip. */
  #awakeAtMs: number | undefined;
  #doing: Does | undefined;
  #lastAnswer: Uint8Array | undefined;
  #nextBaudRate: number | undefined;
  #apdus = 0;
  #removeAtApdu: number | undefined;

  constructor({ wire, clock, random = seededRandom(1), baudRate = RESET_BAUD_RATE }: Pn532SimulatorOptions) {
    this.#clock = clock;
    this.#baudRate = baudRate;
    this.#field = new AntennaField(random);
    this.#chip = new Pn532Firmware(this.#field);
    this.#line = createSerialChipEnd(wire, clock, baudRate, (bytes, when) => this.#received(bytes, when));
    this.#stopListening = wire.onConnected((connected) => {
      if (!connected) this.#line.stopSending();
    });
  }

  state(): Pn532State {
    return {
      power: this.#power,
      card: this.#field.card?.id ?? null,
      place: this.#field.place,
      looking: this.#doing?.look !== undefined,
      apdus: this.#apdus,
    };
  }

  insert(card: SimulatedCard): void {
    this.#field.insert(card);
    this.#apdus = 0;
    this.#removeAtApdu = undefined;
    this.#instead((doing) => doing.look?.found());
  }

  pullHalfOut(): void {
    this.#field.pullHalfOut();
    this.#changed();
  }

  remove(): void {
    this.#field.remove();
    this.#instead((doing) => (doing.look ? undefined : this.#chip.cardGone(doing.command)));
  }

  /** The answer to APDU number `apdu` (from 1) is lost, the card gone. */
  removeAt(apdu: number): void {
    this.#removeAtApdu = apdu;
  }

  powerCycle(): void {
    this.#stopDoing();
    this.#framer = createPn532Framer();
    this.#lastAnswer = undefined;
    this.#line.setBaudRate(this.#baudRate);
    this.#chip.reset();
    this.#sleep('low-battery');
  }

  readonly close = (): void => {
    this.#stopDoing();
    this.#stopListening();
    this.#line.close();
    this.#changes.clear();
  };

  #changed(): void {
    this.#changes.emit(this.state());
  }

  #instead(what: (doing: Does) => Pn532CommandResult | undefined): void {
    const doing = this.#doing;
    const instead = doing && what(doing);
    if (instead) {
      this.#clock.clearTimeout(doing.timer);
      this.#carryOut(doing.command, instead);
    }
    this.#changed();
  }

  #received(bytes: Uint8Array, when: SerialArrival): void {
    const heard = this.#power === 'asleep' ? this.#whileWaking(bytes, when) : bytes;
    for (const piece of this.#framer.feed(heard)) if (piece.kind === 'frame') this.#unit(piece.body);
  }

  #whileWaking(bytes: Uint8Array, { lastAtMs, msPerByte }: SerialArrival): Uint8Array {
    if (!this.#chip.wakesByLine()) return new Uint8Array();
    this.#awakeAtMs ??= lastAtMs - (bytes.length - 1) * msPerByte + OSCILLATOR_MS;
    const heard = Math.floor((lastAtMs - this.#awakeAtMs) / msPerByte) + 1;
    if (heard > 0) this.#wake();
    else if (!this.#doing) this.#schedule(NOTHING, this.#awakeAtMs - lastAtMs, () => this.#wake());
    return heard > 0 ? bytes.subarray(Math.max(0, bytes.length - heard)) : new Uint8Array();
  }

  #wake(): void {
    if (this.#doing) this.#clock.clearTimeout(this.#doing.timer);
    this.#doing = undefined;
    this.#power = this.#wakesTo;
    this.#awakeAtMs = undefined;
    this.#changed();
  }

  #unit(frame: Pn532Frame): void {
    switch (frame.unit) {
      case 'ack':
        this.#stopDoing();
        if (this.#nextBaudRate !== undefined) this.#line.setBaudRate(this.#nextBaudRate);
        this.#nextBaudRate = undefined;
        this.#changed();
        break;
      case 'nack':
        if (this.#lastAnswer) this.#line.send(this.#lastAnswer);
        break;
      case 'information':
        if (frame.from === FROM_HOST) this.#command(frame.data);
        break;
      case 'syntax-error':
        break;
      default:
        frame satisfies never;
    }
  }

  /** Ends the command before [UM0701-02 §6.2.2]. */
  #command(packet: Uint8Array): void {
    this.#stopDoing();
    const decoded = parsePn532Command(packet);
    const asked: Pn532Command = decoded.ok
      ? decoded.value
      : { kind: 'unknown', fields: { code: packet[0] ?? 0, parameters: packet.slice(1) } };
    if (this.#power === 'low-battery' && asked.kind !== 'sam-configuration') return;
    this.#power = 'normal';
    if (this.faults.take('reset')) {
      this.powerCycle();
      return;
    }
    if (this.faults.take('command-lost')) return;
    this.#schedule(asked, ACK_AFTER_MS, () => {
      if (!this.faults.take('ack-lost')) this.#line.send(ACK_FRAME);
      // A card's computations in this process must not delay the ACK.
      this.#schedule(asked, ACK_TAKES_MS, () => this.#carryOut(asked, this.#execute(asked)));
    });
  }

  #execute(asked: Pn532Command): Pn532CommandResult {
    if (asked.kind === 'in-data-exchange') {
      const fault = faultyAnswer(this.faults);
      if (fault) return { does: 'answer', answer: fault, afterMs: ACK_AFTER_MS };
      if (!asked.fields.more && asked.fields.data.length > 0) this.#apdus += 1;
    }
    if (asked.kind === 'set-serial-baud-rate') this.#nextBaudRate = asked.fields.baudRate;
    const what = this.#chip.execute(asked);
    if (asked.kind !== 'in-data-exchange' || this.#apdus !== this.#removeAtApdu) return what;
    this.#removeAtApdu = undefined;
    this.#field.remove();
    return this.#chip.cardGone(asked) ?? what;
  }

  #carryOut(asked: Pn532Command, what: Pn532CommandResult): void {
    if (what.does === 'syntax-error' || this.faults.take('syntax-error')) {
      this.#doing = undefined;
      this.#line.send(ERROR_FRAME);
    } else if (what.does === 'answer') {
      this.#schedule(asked, what.afterMs, () => {
        this.#answer(encodeFrame(FROM_CHIP, encodeAnswer(what.answer)));
        if (what.thenSleeps) this.#sleep('normal');
      });
    } else if (what.forMs === null) {
      this.#doing = { command: asked, timer: undefined, look: what };
    } else {
      const nothing = encodeAnswer(what.nothing);
      this.#schedule(asked, what.forMs, () => this.#answer(encodeFrame(FROM_CHIP, nothing)), what);
    }
    this.#changed();
  }

  #answer(frame: Uint8Array): void {
    this.#doing = undefined;
    this.#lastAnswer = frame;
    if (this.faults.take('noise')) this.#line.send(Uint8Array.of(0xfe, 0x80, 0xa5, 0x00, 0x13));
    if (this.faults.take('answer-lost')) return;
    this.#line.send(
      this.faults.take('answer-damaged') ? frame.map((byte, at) => (at === frame.length - 3 ? byte ^ 4 : byte)) : frame,
    );
    this.#changed();
  }

  #schedule(asked: Pn532Command, ms: number, then: () => void, look?: CardPolling): void {
    this.#doing = { command: asked, timer: this.#clock.setTimeout(then, ms), ...(look && { look }) };
  }

  #sleep(next: 'low-battery' | 'normal'): void {
    this.#power = 'asleep';
    this.#wakesTo = next;
    this.#awakeAtMs = undefined;
    this.#changed();
  }

  #stopDoing(): void {
    if (this.#doing) this.#clock.clearTimeout(this.#doing.timer);
    this.#doing = undefined;
    this.#line.stopSending();
  }
}

/** A PN532 just after power-up; see `Pn532Simulator`. */
export const createPn532Simulator = (options: Pn532SimulatorOptions): Pn532Simulator => new Pn532Simulator(options);
