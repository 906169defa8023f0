import type { Receipt } from '../contract.ts';
import { textDots } from './cell-dots.ts';
import { code128Data, code128Modules, code128Runs } from './code128.ts';
import type { Align, Command } from './command.ts';
import {
  barDots,
  containsRealTimeCommand,
  type Dots,
  qrDots,
  removeRealTimeCommands,
  shrinkToWidth,
  splitIntoBands,
} from './dots.ts';
import { GLYPH_HEIGHT } from './glyphs.ts';
import { type LayoutLine, layOut, type TextStyle } from './layout.ts';
import type { CodePage, PrinterModel } from './profile.ts';
import { dotsPerQrModule, qrCorrection, qrMatrix, qrModulesPerSide, USUAL_QR_BYTES } from './qr.ts';
import { defineGlyphs, encodeText, planTextEncoding, type TextEncodingPlan } from './text.ts';

export interface EncodedReceipt {
  /** Clears style, page and glyphs of an earlier job, and defines glyphs. */
  readonly setup: readonly Command[];
  readonly body: readonly Command[];
  /** See `ReceiptLayout`. */
  readonly replaced: readonly string[];
}

const BOTTOM_MARGIN_MM = 2;
const TEAR_MARGIN_MM = 5;
const MOST_FEED_UNITS = 255;
const RASTER_BAND_BYTES = 504;
/** `GS k 73` has a length of one byte. */
const MOST_BARCODE_BYTES = 255;
const BARCODE_MM = 10;
/** Dots of the narrowest bar. Every reader takes two (0.25 mm); three have more contrast. */
const BAR_MODULES_DOTS = [3, 2];
/** White on each side of a barcode (ISO/IEC 15417, 4.6). */
const QUIET_MODULES = 10;
/** White around a QR code (ISO/IEC 18004, 5.3.8). At its sides the paper is white. */
const QR_QUIET_MODULES = 4;

/**
 * Encodes a receipt for a model. Text uses the model's code pages. Letters of no page are downloaded glyphs (`ESC &`). If the model has no
 * glyphs, the whole line is raster. QR codes use `GS ( k` or raster. No letter becomes '?'.
 * The setup ends the two-byte mode in which clones sold in China start. It also undoes a memory switch that replaced [ \ ] { | } ~ by
 * national letters, and makes one dot the unit of `ESC J` and `GS V`.
 * No command may exceed the zeros that may have to end it. So a raster command has half a kilobyte, and a long QR code is raster.
 */
export function receiptCommands(receipt: Receipt, model: PrinterModel): EncodedReceipt {
  const { lines, replaced } = layOut(receipt, model.columns);
  const plan = planTextEncoding(
    lines.flatMap((line) => (line.kind === 'text' ? [line.text] : [])),
    model,
  );
  const draft = newDraft(model, plan);
  for (const line of lines) writeLine(draft, line);
  if (receipt.cut) writeCut(draft, receipt.cut === 'full');
  return { setup: [...setupCommands(model), ...defineGlyphs(plan)], body: draft.commands, replaced };
}

function setupCommands(model: PrinterModel): readonly Command[] {
  if (model.language === 'star') return [{ kind: 'initialise' }];
  const commands: Command[] = [
    { kind: 'initialise' },
    // Clones pair letters above 7F.
    { kind: 'kanji-off' },
    { kind: 'international', set: 0 },
  ];
  if (model.setsMotionUnit) {
    commands.push({ kind: 'motion-unit', perInchX: model.dotsPerInch, perInchY: model.dotsPerInch });
  }
  return commands;
}

/** State while a receipt is encoded: only changes of settings are sent. */
interface Draft {
  readonly model: PrinterModel;
  readonly plan: TextEncodingPlan;
  readonly commands: Command[];
  page: CodePage | undefined;
  align: Align;
  style: TextStyle;
  /** White dots below the last printed line. At the start: distance from head to knife. */
  white: number;
  needed: number;
}

const newDraft = (model: PrinterModel, plan: TextEncodingPlan): Draft => ({
  model,
  plan,
  commands: [],
  page: undefined,
  align: 'left',
  style: { bold: false, width: 1, height: 1 },
  white: model.headToCutterMm * model.dotsPerMm,
  needed: 0,
});

function writeLine(draft: Draft, line: LayoutLine): void {
  if (line.kind === 'text') writeText(draft, line);
  else if (line.kind === 'qr') writeQr(draft, line.data);
  else if (line.kind === 'barcode') writeBarcode(draft, line.data);
  else if (line.kind === 'image') writeImage(draft, line);
  else feed(draft, line.mm * draft.model.dotsPerMm);
}

function setAlign(draft: Draft, align: Align): void {
  if (align !== draft.align) draft.commands.push({ kind: 'align', align });
  draft.align = align;
}

function setStyle(draft: Draft, next: TextStyle): void {
  const { commands, style } = draft;
  if (next.bold !== style.bold) commands.push({ kind: 'bold', on: next.bold });
  if (next.width !== style.width || next.height !== style.height) {
    commands.push({ kind: 'size', width: next.width, height: next.height });
  }
  draft.style = next;
}

function feed(draft: Draft, dots: number): void {
  const whole = Math.max(0, Math.round(dots));
  for (let left = whole; left > 0; left -= MOST_FEED_UNITS) {
    draft.commands.push({ kind: 'feed', units: Math.min(left, MOST_FEED_UNITS) });
  }
  draft.white += whole;
}

function leaveWhite(draft: Draft, above: number): void {
  feed(draft, Math.max(above, draft.needed) - draft.white);
  draft.needed = 0;
  draft.white = 0;
}

function writeRaster({ commands, model }: Draft, { widthBytes, height, data }: Dots): void {
  const safe = { widthBytes, height, data: removeRealTimeCommands(data, model.language) };
  for (const band of splitIntoBands(safe, RASTER_BAND_BYTES)) commands.push({ kind: 'raster', ...band });
}

function writeText(draft: Draft, line: Extract<LayoutLine, { kind: 'text' }>): void {
  const { commands, model, plan } = draft;
  // A change of style would only cost bytes.
  if (line.text === '') {
    commands.push({ kind: 'line-feed' });
    draft.white += model.lineSpacingDots;
    return;
  }
  leaveWhite(draft, 0);
  setAlign(draft, line.align);
  if (!plan.isText(line.text)) {
    writeRaster(draft, textDots(line.text, line.style));
    feed(draft, model.lineSpacingDots - GLYPH_HEIGHT);
    return;
  }
  setStyle(draft, line.style);
  const encoded = encodeText(line.text, plan, model, draft.page);
  draft.page = encoded.page;
  commands.push(...encoded.commands, { kind: 'line-feed' });
  draft.white = Math.max(0, model.lineSpacingDots - GLYPH_HEIGHT * line.style.height);
}

function writeQr(draft: Draft, data: string): void {
  const { commands, model } = draft;
  const bytes = new TextEncoder().encode(data);
  const level = qrCorrection(bytes.length);
  const dots = dotsPerQrModule(qrModulesPerSide(data, level), model);
  leaveWhite(draft, QR_QUIET_MODULES * dots);
  draft.needed = QR_QUIET_MODULES * dots;
  setAlign(draft, 'center');
  if (model.qr === 'raster' || bytes.length > USUAL_QR_BYTES || containsRealTimeCommand(bytes, model.language)) {
    writeRaster(draft, qrDots(qrMatrix(data, level), dots));
    return;
  }
  commands.push(
    { kind: 'qr-model' },
    { kind: 'qr-module', dots },
    { kind: 'qr-correction', level },
    { kind: 'qr-store', data: bytes },
    { kind: 'qr-print' },
  );
}

function writeBarcode(draft: Draft, data: string): void {
  const { commands, model } = draft;
  setAlign(draft, 'center');
  const runs = code128Runs(data);
  const modules = code128Modules(runs);
  const dots = BAR_MODULES_DOTS.find((each) => (modules.length + 2 * QUIET_MODULES) * each <= model.dotsPerLine);
  if (dots === undefined) return;
  leaveWhite(draft, 0);
  const height = BARCODE_MM * model.dotsPerMm;
  const bytes = code128Data(runs);
  if (
    model.barcode === 'raster' ||
    bytes.length > MOST_BARCODE_BYTES ||
    containsRealTimeCommand(bytes, model.language)
  ) {
    writeRaster(draft, barDots(modules, dots, height));
    return;
  }
  commands.push(
    { kind: 'barcode-height', dots: height },
    { kind: 'barcode-module', dots },
    { kind: 'barcode-text', where: 0 },
    { kind: 'barcode', data: bytes },
  );
}

function writeImage(draft: Draft, { dots, width }: Extract<LayoutLine, { kind: 'image' }>): void {
  leaveWhite(draft, 0);
  setAlign(draft, 'center');
  writeRaster(draft, shrinkToWidth(dots, width, draft.model.dotsPerLine));
}

function writeCut(draft: Draft, full: boolean): void {
  const { commands, model, needed, white } = draft;
  const margin = BOTTOM_MARGIN_MM * model.dotsPerMm;
  // Also at the end of the paper: the background may be dark.
  feed(draft, needed - white - (model.cutter ? margin : TEAR_MARGIN_MM * model.dotsPerMm));
  if (model.cutter && model.language === 'star') {
    feed(draft, margin);
    commands.push({ kind: 'cut', full, feedUnits: 0 });
  } else if (model.cutter) commands.push({ kind: 'cut', full, feedUnits: margin });
  else feed(draft, (model.headToCutterMm + TEAR_MARGIN_MM) * model.dotsPerMm);
}
