export interface CardAnswer {
  readonly bytes: Uint8Array;
  /** Computing time in ms, prolonged by S(WTX), which no host sees. */
  readonly afterMs: number;
}

/** A contactless card: ISO 14443-4 type A, or memory card. */
export interface SimulatedCard {
  readonly id: string;
  /** 4, 7 or 10 bytes; `random`: `08` and three new bytes each power-up [ISO 14443-3 §6.5.4]. */
  readonly uid: Uint8Array | 'random';
  /** ATQA. */
  readonly sensRes: number;
  /** SAK. Without bit 20 hex: the card takes no APDUs. */
  readonly selRes: number;
  /** Answer to RATS, with its length byte. */
  readonly ats: Uint8Array;
  /** `undefined`: no answer. */
  exchange(command: Uint8Array): CardAnswer | undefined;
  reset(): void;
}

export type ChipInField = Pick<SimulatedCard, 'exchange' | 'reset'>;

const ISO_14443_4 = 0x20;

/** A passport from outside: a random UID (ICAO 9303-10 §3.1), blocks of 256 bytes, FWT 77 ms. */
export function documentCard(id: string, chip: ChipInField): SimulatedCard {
  return {
    id,
    uid: 'random',
    sensRes: 0x0004,
    selRes: ISO_14443_4,
    ats: Uint8Array.of(0x05, 0x78, 0x80, 0x80, 0x02),
    exchange: (command) => chip.exchange(command),
    reset: () => chip.reset(),
  };
}

/** A chip from a function of command to response. */
export function chipAnsweringWith(respond: (command: Uint8Array) => Uint8Array, afterMs = 0): ChipInField {
  return { exchange: (command) => ({ bytes: respond(command), afterMs }), reset: () => {} };
}

/** A bus ticket: MIFARE Classic 1K. */
export const TICKET: SimulatedCard = {
  id: 'ticket',
  uid: Uint8Array.of(0x14, 0xe0, 0x99, 0x2c),
  sensRes: 0x0004,
  selRes: 0x08,
  ats: new Uint8Array(),
  exchange: () => undefined,
  reset: () => {},
};
