import { concat } from '../../../drivers/bytes.ts';
import { SPEAKS_ISO_14443_4 } from '../../../drivers/id-reader/pn532/layouts.ts';
import { CARD_SILENT_ERROR } from '../../../drivers/id-reader/pn532/troubles.ts';
import { airTimeMs, airTrafficOf, cardFrameBytes } from './air.ts';
import type { SimulatedCard } from './card.ts';

/** Place of the card; `half-out` is the field's edge. */
export type Place = 'in-field' | 'half-out' | 'away';

export type AntennaResult =
  | { readonly ok: true; readonly answer: Uint8Array; readonly ms: number }
  | { readonly ok: false; readonly error: number; readonly ms: number };

const SHORT_BLOCK_BYTES = 24;
/** Frame waiting time at FWI 8: the chip's wait for a removed card. */
export const FRAME_WAIT_MS = 77;
/** Time from field to first request [ISO 14443-3 §6.1.5]. */
const GUARD_MS = 5;
/** REQA, anticollision and selection of one level, RATS: some forty bytes. */
const ACTIVATION_BYTES = 40;
const ACTIVATION_MS = GUARD_MS + airTimeMs({ bytes: ACTIVATION_BYTES, blocks: 8 });
const SHORT_BLOCKS_MS = airTimeMs({ bytes: 6, blocks: 2 });
/** Protocol control bytes without block number [ISO 14443-4 §7.1.2.1]: no CID, NAD or chaining. */
const PCB_KIND = 0xfe;
const PCB_I = 0x02;
const PCB_NAK = 0xb2;
/** If this bit is set: NAK instead of ACK. */
const PCB_NAK_BIT = 0x10;
const CRC_ERROR = 0x02;

/** Byte before each UID level but the last [ISO 14443-3 §6.5.4]. */
const CASCADE_TAG = 0x88;
const CASCADED_BYTES = 3;

function cascaded(uid: Uint8Array): Uint8Array {
  if (uid.length <= CASCADED_BYTES + 1) return uid;
  return concat([CASCADE_TAG], uid.subarray(0, CASCADED_BYTES), cascaded(uid.subarray(CASCADED_BYTES)));
}

const RANDOM_UID = 0x08;

const SILENT: AntennaResult = { ok: false, error: CARD_SILENT_ERROR, ms: FRAME_WAIT_MS };

export class AntennaField {
  readonly #random: () => number;
  #card: SimulatedCard | null = null;
  #place: Place = 'away';
  #on = false;
  /** UID, chosen between POWER-OFF and IDLE, kept until the next power-up. */
  #uid: Uint8Array | undefined;
  #activated = false;
  #takesApdus = false;
  /** Deselected: answers only a waking request. */
  #halted = false;

  /** `random`: 0 ≤ n < 1, for UIDs. */
  constructor(random: () => number) {
    this.#random = random;
  }

  insert(card: SimulatedCard): void {
    this.#powerOff();
    this.#card = card;
    this.#place = 'in-field';
  }

  /** Power, but too little for long blocks. */
  pullHalfOut(): void {
    if (this.#card) this.#place = 'half-out';
  }

  remove(): void {
    this.#powerOff();
    this.#card = null;
    this.#place = 'away';
  }

  get place(): Place {
    return this.#place;
  }

  get card(): SimulatedCard | null {
    return this.#card;
  }

  setOn(on: boolean): void {
    this.#on = on;
    if (!on) this.#powerOff();
  }

  /** Selects only a UID that, with cascade tags, begins with `uidPart` [UM0701-02 §7.3.5]. `undefined`: no answer. */
  activate(
    rats: boolean,
    uidPart: Uint8Array,
  ): { readonly card: SimulatedCard; readonly uid: Uint8Array; readonly ms: number } | undefined {
    const card = this.#inFullField();
    // Activated and deselected cards answer no request.
    if (!card || this.#activated || this.#halted) return undefined;
    const uid = this.#uid ?? this.#uidOf(card);
    this.#uid = uid;
    const levels = cascaded(uid);
    if (uidPart.some((byte, at) => byte !== levels[at])) return undefined;
    this.#activated = true;
    this.#takesApdus = rats && (card.selRes & SPEAKS_ISO_14443_4) !== 0;
    return { card, uid, ms: ACTIVATION_MS };
  }

  exchange(command: Uint8Array): AntennaResult {
    const card = this.#listening();
    const answered = card?.exchange(command);
    if (!card || !answered) return SILENT;
    const { bytes: answer, afterMs } = answered;
    const cost = airTrafficOf(command.length, answer.length, cardFrameBytes(card.ats));
    const ms = airTimeMs(cost) + afterMs;
    if (this.#place === 'half-out' && cost.bytes > SHORT_BLOCK_BYTES) return { ok: false, error: CRC_ERROR, ms };
    return { ok: true, answer, ms };
  }

  /** Sends one block unchanged, without CRC. */
  block(bytes: Uint8Array): AntennaResult {
    const [pcb = 0, ...inf] = bytes;
    if (!this.#listening()) return SILENT;
    if ((pcb & PCB_KIND) === PCB_I) {
      const onAir = this.exchange(Uint8Array.from(inf));
      return onAir.ok ? { ...onAir, answer: concat([pcb], onAir.answer) } : onAir;
    }
    if ((pcb & PCB_KIND) !== PCB_NAK) return SILENT;
    return { ok: true, answer: Uint8Array.of(pcb & ~PCB_NAK_BIT), ms: SHORT_BLOCKS_MS };
  }

  /** Presence check: R(NAK) and its answer. */
  present(): AntennaResult {
    return this.#activated ? { ok: true, answer: new Uint8Array(), ms: SHORT_BLOCKS_MS } : SILENT;
  }

  /** S(DESELECT): the card is silent until woken. */
  deselect(): void {
    if (!this.#activated) return;
    this.#card?.reset();
    this.#activated = false;
    this.#halted = true;
  }

  wake(): AntennaResult {
    if (!this.#inFullField() || !this.#halted) return SILENT;
    this.#halted = false;
    this.#activated = true;
    return { ok: true, answer: new Uint8Array(), ms: ACTIVATION_MS };
  }

  /** At the edge a card has too little power to start. */
  #inFullField(): SimulatedCard | null {
    return this.#on && this.#place === 'in-field' ? this.#card : null;
  }

  #listening(): SimulatedCard | null {
    return this.#activated && this.#takesApdus ? this.#card : null;
  }

  #powerOff(): void {
    if (this.#activated || this.#halted) this.#card?.reset();
    this.#activated = false;
    this.#halted = false;
    this.#uid = undefined;
  }

  #uidOf({ uid }: SimulatedCard): Uint8Array {
    const byte = () => Math.floor(this.#random() * 256);
    return uid === 'random' ? Uint8Array.of(RANDOM_UID, byte(), byte(), byte()) : uid;
  }
}
