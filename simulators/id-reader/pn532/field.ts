import { concat } from '../../../drivers/bytes.ts';
import { SPEAKS_ISO_14443_4 } from '../../../drivers/id-reader/pn532/layouts.ts';
import { CARD_SILENT } from '../../../drivers/id-reader/pn532/troubles.ts';
import { airCost, airMs, cardFrameBytes } from './air.ts';
import type { SimulatedCard } from './card.ts';

/** Position of the card: fully in the field, at its edge, or away. */
export type Place = 'in-field' | 'half-out' | 'away';

export type OnAir =
  | { readonly ok: true; readonly answer: Uint8Array; readonly ms: number }
  | { readonly ok: false; readonly error: number; readonly ms: number };

/** A card at the edge of the field can exchange blocks up to this length. */
const SHORT_BLOCK_BYTES = 24;
/** Frame waiting time of a card with FWI 8: how long the chip waits for a removed card. */
export const FRAME_WAIT_MS = 77;
/** Guard time between the field and the first request [ISO 14443-3 §6.1.5]. */
const GUARD_MS = 5;
/** REQA, anticollision and selection of one cascade level, RATS: some forty bytes. */
const ACTIVATION_BYTES = 40;
const ACTIVATION_MS = GUARD_MS + airMs({ bytes: ACTIVATION_BYTES, blocks: 8 });
const SHORT_BLOCKS_MS = airMs({ bytes: 6, blocks: 2 });
/** Protocol control byte, without the block number [ISO 14443-4 §7.1.2.1]: blocks with neither CID, NAD nor chaining. */
const PCB_KIND = 0xfe;
const PCB_I = 0x02;
const PCB_NAK = 0xb2;
/** This bit turns an ACK into a NAK. */
const PCB_NAK_BIT = 0x10;
const CRC_ERROR = 0x02;

/** Before each level of a UID but the last [ISO 14443-3 §6.5.4]. */
const CASCADE_TAG = 0x88;
const CASCADED_BYTES = 3;

/** A UID with its cascade tags, for anticollision: 4, 8 or 12 bytes. */
function cascaded(uid: Uint8Array): Uint8Array {
  if (uid.length <= CASCADED_BYTES + 1) return uid;
  return concat([CASCADE_TAG], uid.subarray(0, CASCADED_BYTES), cascaded(uid.subarray(CASCADED_BYTES)));
}

const RANDOM_UID = 0x08;

const SILENT: OnAir = { ok: false, error: CARD_SILENT, ms: FRAME_WAIT_MS };

export class Field {
  readonly #random: () => number;
  #card: SimulatedCard | null = null;
  #place: Place = 'away';
  #on = false;
  /** UID of a powered card: chosen on the way from POWER-OFF to IDLE, kept until the next power-up. */
  #uid: Uint8Array | undefined;
  #activated = false;
  /** After RATS a card speaks ISO 14443-4 and takes APDUs. */
  #takesApdus = false;
  /** Deselected: it answers only a waking request. */
  #halted = false;

  /** `random`: 0 ≤ n < 1, of random UIDs. */
  constructor(random: () => number) {
    this.#random = random;
  }

  insert(card: SimulatedCard): void {
    this.#powerOff();
    this.#card = card;
    this.#place = 'in-field';
  }

  /** Half out: power for the card, but too little for long blocks. */
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

  /**
   * Request, anticollision, selection, and RATS if requested and supported. Only a card whose UID, with its cascade tags, begins with
   * `uidPart` is selected [UM0701-02 §7.3.5]. `undefined`: no answer.
   */
  activate(
    rats: boolean,
    uidPart: Uint8Array,
  ): { readonly card: SimulatedCard; readonly uid: Uint8Array; readonly ms: number } | undefined {
    const card = this.#inFullField();
    // Activated and deselected cards do not answer a request.
    if (!card || this.#activated || this.#halted) return undefined;
    const uid = this.#uid ?? this.#uidOf(card);
    this.#uid = uid;
    const levels = cascaded(uid);
    if (uidPart.some((byte, at) => byte !== levels[at])) return undefined;
    this.#activated = true;
    this.#takesApdus = rats && (card.selRes & SPEAKS_ISO_14443_4) !== 0;
    return { card, uid, ms: ACTIVATION_MS };
  }

  exchange(command: Uint8Array): OnAir {
    const card = this.#listening();
    const answered = card?.exchange(command);
    if (!card || !answered) return SILENT;
    const { bytes: answer, afterMs } = answered;
    const cost = airCost(command.length, answer.length, cardFrameBytes(card.ats));
    const ms = airMs(cost) + afterMs;
    if (this.#place === 'half-out' && cost.bytes > SHORT_BLOCK_BYTES) return { ok: false, error: CRC_ERROR, ms };
    return { ok: true, answer, ms };
  }

  /** One block unchanged, without CRC. */
  block(bytes: Uint8Array): OnAir {
    const [pcb = 0, ...inf] = bytes;
    if (!this.#listening()) return SILENT;
    if ((pcb & PCB_KIND) === PCB_I) {
      const onAir = this.exchange(Uint8Array.from(inf));
      return onAir.ok ? { ...onAir, answer: concat([pcb], onAir.answer) } : onAir;
    }
    if ((pcb & PCB_KIND) !== PCB_NAK) return SILENT;
    return { ok: true, answer: Uint8Array.of(pcb & ~PCB_NAK_BIT), ms: SHORT_BLOCKS_MS };
  }

  /** R(NAK) and its answer. */
  present(): OnAir {
    return this.#activated ? { ok: true, answer: new Uint8Array(), ms: SHORT_BLOCKS_MS } : SILENT;
  }

  /** S(DESELECT): the card is silent until it is woken. */
  deselect(): void {
    if (!this.#activated) return;
    this.#card?.reset();
    this.#activated = false;
    this.#halted = true;
  }

  /** Wakes a deselected card; a removed card stays away. */
  wake(): OnAir {
    if (!this.#inFullField() || !this.#halted) return SILENT;
    this.#halted = false;
    this.#activated = true;
    return { ok: true, answer: new Uint8Array(), ms: ACTIVATION_MS };
  }

  /** A card at the edge has too little power to start. */
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
