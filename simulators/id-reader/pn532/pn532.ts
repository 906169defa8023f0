import type { Clock } from '../../../drivers/clock.ts';
import { emitter } from '../../../drivers/emitter.ts';
import { decodeCommand, encodeAnswer } from '../../../drivers/id-reader/pn532/codec.ts';
import {
  ACK_FRAME,
  createPn532Framer,
  ERROR_FRAME,
  encodeFrame,
  FROM_CHIP,
  FROM_HOST,
  type Pn532Unit,
} from '../../../drivers/id-reader/pn532/framer.ts';
import type { Pn532Command } from '../../../drivers/id-reader/pn532/messages.ts';
import { type ArmedFaults, armedFaults } from '../../faults/armed.ts';
import { seededRandom } from '../../random.ts';
import type { Wire } from '../../wire.ts';
import type { SimulatedCard } from './card.ts';
import { createChip, type Doing, type Looking } from './chip.ts';
import { faultyAnswer, type Pn532Fault } from './faults.ts';
import { createField, type Place } from './field.ts';
import { type Arrival, createSerialEnd } from './line.ts';

export interface Pn532State {
  /** `asleep` after power-on or PowerDown until the line wakes it; `low-battery` after power-on until SAMConfiguration. */
  readonly power: 'asleep' | 'low-battery' | 'normal';
  readonly card: string | null;
  readonly place: Place;
  /** It looks for a card by itself. */
  readonly looking: boolean;
  /** APDUs since the card was put there. */
  readonly apdus: number;
}

/** The whole reader: an antenna, a chip, and a serial line to the kiosk. */
export interface Pn532Simulator {
  readonly faults: ArmedFaults<Pn532Fault>;
  /** Puts a card on the reader; one that is there is taken away first. */
  insert(card: SimulatedCard): void;
  /** Moves it to the edge of the field. */
  pullHalfOut(): void;
  /** Takes it away, also in the middle of an exchange. */
  remove(): void;
  /** Takes it away by itself: APDU number `apdu` (from 1) still reaches the card, its answer is never heard. */
  removeAt(apdu: number): void;
  /** Off and on. The card stays where it is and loses its power. */
  powerCycle(): void;
  state(): Pn532State;
  onChange(listener: (state: Pn532State) => void): () => void;
  /** Stops everything; the wire is the caller's to close. */
  close(): void;
}

export interface Pn532SimulatorOptions {
  readonly wire: Wire;
  readonly clock: Clock;
  /** 0 ≤ n < 1, for the random UIDs of documents; those of seed 1 unless told. */
  readonly random?: () => number;
  /** Of the serial line; 115200 as after a reset [UM0701-02 §6.2.5]. */
  readonly baudRate?: number;
}

const RESET_BAUD_RATE = 115_200;
/**
 * Until the oscillator is up, bytes are lost. Hosts wake the chip by `55 55` and up to fourteen zeros, 1.4 ms at 115200 baud,
 * with the first command right behind: libnfc does, and real chips answer it.
 */
const OSCILLATOR_MS = 1;
/** From the last byte of a command to its ACK. */
const ACK_AFTER_MS = 0.2;
/** Six bytes at 115200 baud, and a little. */
const ACK_TAKES_MS = 0.6;
/** Stands where a command stands while it wakes. */
const NOTHING: Pn532Command = { kind: 'unknown', fields: { code: 0, parameters: new Uint8Array() } };

/**
 * Byte-exact PN532 (firmware 1.6) on a high-speed UART. Bytes take their time on the line and in the air. What lies on the antenna
 * outlives a closed port and a power cut, what the chip was doing does not outlive the power cut; a closed port it does not notice.
 */
export function createPn532Simulator({ wire, clock, random, baudRate }: Pn532SimulatorOptions): Pn532Simulator {
  const changes = emitter<Pn532State>();
  const faults = armedFaults<Pn532Fault>();
  const field = createField(random ?? seededRandom(1));
  const chip = createChip(field);
  const line = createSerialEnd(wire, clock, baudRate ?? RESET_BAUD_RATE, received);
  let framer = createPn532Framer();
  let power: Pn532State['power'] = 'asleep';
  /** What it is when it wakes; after PowerDown it need not be configured anew [UM0701-02 §7.2.11]. */
  let wakesTo: 'low-battery' | 'normal' = 'low-battery';
  /** On the clock of the line; `undefined` while nothing wakes it. */
  let awakeAtMs: number | undefined;
  let doing: { readonly command: Pn532Command; readonly timer: unknown; readonly look?: Looking } | undefined;
  let lastAnswer: Uint8Array | undefined;
  /** Takes effect when the host acknowledges the answer. */
  let nextBaudRate: number | undefined;
  let apdus = 0;
  let removeAtApdu: number | undefined;

  const state = (): Pn532State => ({
    power,
    card: field.card()?.id ?? null,
    place: field.place(),
    looking: doing?.look !== undefined,
    apdus,
  });
  const changed = () => changes.emit(state());

  function received(bytes: Uint8Array, when: Arrival): void {
    const heard = power === 'asleep' ? whileWaking(bytes, when) : bytes;
    for (const piece of framer.feed(heard)) if (piece.kind === 'frame') unit(piece.body);
  }

  /** Of bytes to a sleeping chip those that come when its oscillator is up. The first one starts it. */
  function whileWaking(bytes: Uint8Array, { lastAtMs, msPerByte }: Arrival): Uint8Array {
    if (!chip.wakesByLine()) return new Uint8Array();
    awakeAtMs ??= lastAtMs - (bytes.length - 1) * msPerByte + OSCILLATOR_MS;
    const heard = Math.floor((lastAtMs - awakeAtMs) / msPerByte) + 1;
    if (heard > 0) wake();
    else if (!doing) schedule(NOTHING, awakeAtMs - lastAtMs, wake);
    return heard > 0 ? bytes.subarray(Math.max(0, bytes.length - heard)) : new Uint8Array();
  }

  function wake(): void {
    if (doing) clock.clearTimeout(doing.timer);
    doing = undefined;
    power = wakesTo;
    awakeAtMs = undefined;
    changed();
  }

  function unit(frame: Pn532Unit): void {
    switch (frame.unit) {
      case 'ack':
        stopDoing();
        if (nextBaudRate !== undefined) line.setBaudRate(nextBaudRate);
        nextBaudRate = undefined;
        changed();
        break;
      case 'nack':
        if (lastAnswer) line.send(lastAnswer);
        break;
      case 'information':
        if (frame.from === FROM_HOST) command(frame.data);
        break;
      case 'syntax-error':
        break;
      default:
        frame satisfies never;
    }
  }

  /** A new command ends the one before [UM0701-02 §6.2.2]. */
  function command(packet: Uint8Array): void {
    stopDoing();
    const decoded = decodeCommand(packet);
    const asked: Pn532Command = decoded.ok
      ? decoded.value
      : { kind: 'unknown', fields: { code: packet[0] ?? 0, parameters: packet.slice(1) } };
    if (power === 'low-battery' && asked.kind !== 'sam-configuration') return;
    power = 'normal';
    if (faults.take('reset')) {
      powerCycle();
      return;
    }
    if (faults.take('command-lost')) return;
    schedule(asked, ACK_AFTER_MS, () => {
      if (!faults.take('ack-lost')) line.send(ACK_FRAME);
      // When the ACK is out: what a simulated card computes in this very process must not hold it back.
      schedule(asked, ACK_TAKES_MS, () => carryOut(asked, execute(asked)));
    });
  }

  function execute(asked: Pn532Command): Doing {
    if (asked.kind === 'in-data-exchange') {
      const fault = faultyAnswer(faults);
      if (fault) return { does: 'answer', answer: fault, afterMs: ACK_AFTER_MS };
      if (!asked.fields.more && asked.fields.data.length > 0) apdus += 1;
    }
    if (asked.kind === 'set-serial-baud-rate') nextBaudRate = asked.fields.baudRate;
    const what = chip.execute(asked);
    if (asked.kind !== 'in-data-exchange' || apdus !== removeAtApdu) return what;
    removeAtApdu = undefined;
    field.remove();
    return chip.cardGone(asked) ?? what;
  }

  function carryOut(asked: Pn532Command, what: Doing): void {
    if (what.does === 'syntax-error' || faults.take('syntax-error')) {
      doing = undefined;
      line.send(ERROR_FRAME);
    } else if (what.does === 'answer') {
      schedule(asked, what.afterMs, () => {
        answer(encodeFrame(FROM_CHIP, encodeAnswer(what.answer)));
        if (what.thenSleeps) sleep('normal');
      });
    } else if (what.forMs === null) {
      doing = { command: asked, timer: undefined, look: what };
    } else {
      const nothing = encodeAnswer(what.nothing);
      schedule(asked, what.forMs, () => answer(encodeFrame(FROM_CHIP, nothing)), what);
    }
    changed();
  }

  function answer(frame: Uint8Array): void {
    doing = undefined;
    lastAnswer = frame;
    if (faults.take('noise')) line.send(Uint8Array.of(0xfe, 0x80, 0xa5, 0x00, 0x13));
    if (faults.take('answer-lost')) return;
    line.send(
      faults.take('answer-damaged') ? frame.map((byte, at) => (at === frame.length - 3 ? byte ^ 4 : byte)) : frame,
    );
    changed();
  }

  function schedule(asked: Pn532Command, ms: number, then: () => void, look?: Looking): void {
    doing = { command: asked, timer: clock.setTimeout(then, ms), ...(look && { look }) };
  }

  function sleep(next: typeof wakesTo): void {
    power = 'asleep';
    wakesTo = next;
    awakeAtMs = undefined;
    changed();
  }

  function stopDoing(): void {
    if (doing) clock.clearTimeout(doing.timer);
    doing = undefined;
    line.stopSending();
  }

  function powerCycle(): void {
    stopDoing();
    framer = createPn532Framer();
    lastAnswer = undefined;
    line.setBaudRate(baudRate ?? RESET_BAUD_RATE);
    chip.reset();
    sleep('low-battery');
  }

  const stopListening = wire.onConnected((connected) => {
    if (!connected) line.stopSending();
  });

  return {
    faults,
    insert(card) {
      field.insert(card);
      apdus = 0;
      removeAtApdu = undefined;
      const found = doing?.look?.found();
      if (doing && found) {
        clock.clearTimeout(doing.timer);
        carryOut(doing.command, found);
      }
      changed();
    },
    pullHalfOut() {
      field.pullHalfOut();
      changed();
    },
    remove() {
      field.remove();
      const instead = doing && !doing.look ? chip.cardGone(doing.command) : undefined;
      if (doing && instead) {
        clock.clearTimeout(doing.timer);
        carryOut(doing.command, instead);
      }
      changed();
    },
    removeAt(apdu) {
      removeAtApdu = apdu;
    },
    powerCycle,
    state,
    onChange: changes.on,
    close() {
      stopDoing();
      stopListening();
      line.close();
      changes.clear();
    },
  };
}
