import { asbOf, type DleEotQuestion, statusAnswerOf } from '../../drivers/receipt-printer/escpos/status.ts';
import type { PrinterBits } from '../../drivers/receipt-printer/job/printer-bits.ts';
import type { PrinterModel } from '../../drivers/receipt-printer/paper/profile.ts';

/** Differences seen in practice (Epson, Bixolon, clones and emulators). */
export interface Dialect {
  /** At paper end: 7E, otherwise 72. */
  readonly nearEndAtPaperEnd: boolean;
  /** High without a drawer: a healthy printer answers 16, otherwise 12. */
  readonly drawerPinHigh: boolean;
  /** `GS a` works. */
  readonly automaticStatus: boolean;
  /** Whether `ESC @` switches automatic status off. */
  readonly resetStopsStatus: boolean;
  /** Always empties the buffer; otherwise only in an error. */
  readonly recoverAlwaysClears: boolean;
}

export const EPSON_DIALECT: Dialect = {
  nearEndAtPaperEnd: true,
  drawerPinHigh: true,
  automaticStatus: true,
  resetStopsStatus: true,
  recoverAlwaysClears: true,
};

const DRAWER_PIN = 0x04;

/** The byte that answers `DLE EOT n`. */
export function statusAnswer(bits: PrinterBits, question: DleEotQuestion, dialect: Dialect): number {
  return statusAnswerOf(bits, question) | (question === 1 && dialect.drawerPinHigh ? DRAWER_PIN : 0);
}

/** The block of automatic status: bit 2 of its first byte is the drawer pin (TM-T88III specification, `GS a`, p. 133). */
export function asbBlock(bits: PrinterBits, dialect: Dialect): Uint8Array {
  const [first = 0, ...rest] = asbOf(bits);
  return Uint8Array.of(first | (dialect.drawerPinHigh ? DRAWER_PIN : 0), ...rest);
}

/** The byte that answers `GS r n`: 1 is the paper, 2 the drawer. */
export function sensorAnswer(bits: PrinterBits, what: number, dialect: Dialect): number {
  if (what === 2) return dialect.drawerPinHigh ? 1 : 0;
  return (bits.paperNearEnd ? 0x03 : 0) | (bits.paperEnd ? 0x0c : 0);
}

const MODEL_ID = 0x20;
const ROM_VERSION = 0x01;
/** Bit 1 of the type ID. */
const AUTOCUTTER = 0x02;

/**
 * The answer to `GS I n` (Epson TM-T81 specification, p. 100; Bixolon SRP-330II manual, p. 101). For 1 to 3 and for
 * the digits `1` to `3`, it is one byte. For 65 to 69, it is a block: `5F`, text, `00`. For other numbers it is `undefined`. The TM-T88 series
 * and its clones have this model id (Bixolon SRP-350 and Bematech MP-4000 manuals). The texts are firmware, maker, model, serial number, and
 * the language of a second font. No model here has a second font.
 */
export function identityOf(what: number, model: PrinterModel): Uint8Array | undefined {
  const bytes: readonly number[] = [MODEL_ID, model.cutter ? AUTOCUTTER : 0, ROM_VERSION];
  const byte = bytes[(what >= 0x30 ? what - 0x30 : what) - 1];
  if (byte !== undefined) return Uint8Array.of(byte);
  const text = textsOf(model)[what];
  return text === undefined ? undefined : Uint8Array.of(0x5f, ...new TextEncoder().encode(text), 0);
}

const textsOf = (model: PrinterModel): Readonly<Record<number, string>> => ({
  65: '1.00 ESC/POS',
  66: 'SIMULATED',
  67: model.name.toUpperCase(),
  68: 'SIM0000001',
  69: '',
});
