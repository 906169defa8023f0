/** A contactless card (ISO 14443-4 type A, or a mere memory card) as the reader's field sees it. */
export interface SimulatedCard {
  /** For states and logs. */
  readonly id: string;
  /** 4, 7 or 10 bytes. */
  readonly uid: Uint8Array;
  /** ATQA. */
  readonly sensRes: number;
  /** SAK. Without bit 20 hex it takes no APDUs. */
  readonly selRes: number;
  /** Answer to RATS, with its length byte. */
  readonly ats: Uint8Array;
  /** A command APDU in, a response APDU out. */
  respond(command: Uint8Array): Uint8Array;
  /** Milliseconds the card calculates before it answers; it asks for more time by S(WTX), which no host sees. */
  readonly thinkMs?: (command: Uint8Array) => number;
  /** The field is gone: it forgets everything that is not in its files. */
  readonly powerOff?: () => void;
}

const ISO_14443_4 = 0x20;

/** What a passport chip looks like from outside: random UID (ICAO 9303-10 §3.1), FSC 256, FWT 77 ms. */
export function documentCard(
  id: string,
  respond: (command: Uint8Array) => Uint8Array,
  more: Pick<SimulatedCard, 'thinkMs' | 'powerOff'> = {},
): SimulatedCard {
  return {
    id,
    uid: Uint8Array.of(0x08, 0x1f, 0x4b, 0x63),
    sensRes: 0x0004,
    selRes: ISO_14443_4,
    ats: Uint8Array.of(0x05, 0x78, 0x80, 0x80, 0x02),
    respond,
    ...more,
  };
}

/** A bus ticket: MIFARE Classic 1K. */
export const TICKET: SimulatedCard = {
  id: 'ticket',
  uid: Uint8Array.of(0x14, 0xe0, 0x99, 0x2c),
  sensRes: 0x0004,
  selRes: 0x08,
  ats: new Uint8Array(),
  respond: () => new Uint8Array(),
};
