import type { PrinterModel } from '../../drivers/receipt-printer/escpos/profile.ts';
import { answerOf, type PrinterBits, type StatusQuestion } from '../../drivers/receipt-printer/escpos/status.ts';

/** In what printers of one command set differ. Each has been seen (facts: Epson, Bixolon, clones and emulators). */
export interface Dialect {
  /** At paper end the near-end bits are set too: the answer is 7E, without it 72. */
  readonly nearEndAtPaperEnd: boolean;
  /** The drawer pin is high though there is no drawer: a healthy printer answers 16, without it 12. */
  readonly drawerPinHigh: boolean;
  /** `GS a` works. */
  readonly automaticStatus: boolean;
  /** `ESC @` switches automatic status off. */
  readonly resetStopsStatus: boolean;
  /** `DLE ENQ 2` empties the buffer at any time; many obey it only while in error. */
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
export function statusAnswer(bits: PrinterBits, question: StatusQuestion, dialect: Dialect): number {
  return answerOf(bits, question) | (question === 1 && dialect.drawerPinHigh ? DRAWER_PIN : 0);
}

/** The byte that answers `GS r n`: 1 the paper, 2 the drawer. */
export function sensorAnswer(bits: PrinterBits, what: number, dialect: Dialect): number {
  if (what === 2) return dialect.drawerPinHigh ? 1 : 0;
  return (bits.paperNearEnd ? 0x03 : 0) | (bits.paperEnd ? 0x0c : 0);
}

const MAKER = 66;
const MODEL = 67;

/** The block that answers `GS I n`: header 5F, text, end 00. */
export function identityOf(what: number, model: PrinterModel): Uint8Array {
  const texts: Readonly<Record<number, string>> = { [MAKER]: 'SIMULATED', [MODEL]: model.name.toUpperCase() };
  return Uint8Array.of(0x5f, ...new TextEncoder().encode(texts[what] ?? ''), 0);
}
