import type { Receipt } from '../contract.ts';
import { code128Data, code128Modules, code128Runs } from './code128.ts';
import type { Align, Command } from './command.ts';
import { bandsOf, barDots, type Dots, fitted, hidesRealTime, qrDots, textDots, withoutRealTime } from './dots.ts';
import { GLYPH_HEIGHT } from './glyphs.ts';
import { type LaidOut, layOut, type TextStyle } from './layout.ts';
import type { CodePage, PrinterModel } from './profile.ts';
import { moduleDots, qrCorrection, qrMatrix, qrSide, USUAL_QR_BYTES } from './qr.ts';
import { defineGlyphs, encodeText, planText, type TextPlan } from './text.ts';

/** A receipt in the printer's own commands. */
export interface EncodedReceipt {
  /** Brings the printer into a known state: nothing of an earlier job's style, page or glyphs is left. */
  readonly setup: readonly Command[];
  readonly body: readonly Command[];
  /** Letters that no way of printing could show; each was replaced by its plain base letter or by □. */
  readonly replaced: readonly string[];
}

/** White under the last line before the cut. */
const BOTTOM_MARGIN_MM = 2;
/** Without a cutter the last line must come clear of the tear bar. */
const TEAR_MARGIN_MM = 5;
const MOST_FEED_UNITS = 255;
/** Data of one raster command, so that a job can be stopped between two commands every half kilobyte. */
const RASTER_BAND_BYTES = 504;
/** The length of `GS k 73` is one byte. */
const MOST_BARCODE_BYTES = 255;
const BARCODE_MM = 10;
/** A bar of two dots (0.25 mm) is what every laser and camera reads; with three it stands out better where there is room. */
const BAR_MODULES_DOTS = [3, 2];
/** White on each side of a code of bars, in modules (ISO/IEC 15417, 4.6). */
const QUIET_MODULES = 10;
/** White on all sides of a QR code, in modules (ISO/IEC 18004, 5.3.8); beside it the paper is white. */
const QR_QUIET_MODULES = 4;

/**
 * One receipt as commands for one model: text in the model's code pages, letters of no page as downloaded glyphs
 * (`ESC &`) or, where the model has none, their whole line as raster. QR by `GS ( k` or raster. Never '?' for a letter.
 */
export function receiptCommands(receipt: Receipt, model: PrinterModel): EncodedReceipt {
  const { lines, replaced } = layOut(receipt, model.columns);
  const plan = planText(
    lines.flatMap((line) => (line.kind === 'text' ? [line.text] : [])),
    model,
  );
  const paper = writer(model, plan);
  for (const line of lines) paper.line(line);
  if (receipt.cut) paper.cut(receipt.cut === 'full');
  return { setup: [...setupCommands(model), ...defineGlyphs(plan)], body: paper.commands, replaced };
}

function setupCommands(model: PrinterModel): readonly Command[] {
  if (model.language === 'star') return [{ kind: 'initialise' }];
  const commands: Command[] = [
    { kind: 'initialise' },
    // Clones sold in China start with two-byte characters on, and then pair our letters above 7F.
    { kind: 'kanji-off' },
    // A memory switch may have put a national set over [ \ ] { | } ~.
    { kind: 'international', set: 0 },
  ];
  if (model.setsMotionUnit) {
    // One unit of `ESC J` and `GS V` becomes one dot.
    commands.push({ kind: 'motion-unit', perInchX: model.dotsPerInch, perInchY: model.dotsPerInch });
  }
  return commands;
}

interface Writer {
  readonly commands: readonly Command[];
  line(line: LaidOut): void;
  cut(full: boolean): void;
}

/** Knows what the printer was told last, and says only what changes. */
function writer(model: PrinterModel, plan: TextPlan): Writer {
  const commands: Command[] = [];
  let page: CodePage | undefined;
  let align: Align = 'left';
  let style: TextStyle = { bold: false, width: 1, height: 1 };
  /** Dots of white under what was printed last; above the first line is what the head is from the knife. */
  let white = model.headToCutterMm * model.dotsPerMm;
  /** Dots of white that it needs there. */
  let needed = 0;

  function setAlign(next: Align): void {
    if (next !== align) commands.push({ kind: 'align', align: next });
    align = next;
  }

  function setStyle(next: TextStyle): void {
    if (next.bold !== style.bold) commands.push({ kind: 'bold', on: next.bold });
    if (next.width !== style.width || next.height !== style.height) {
      commands.push({ kind: 'size', width: next.width, height: next.height });
    }
    style = next;
  }

  function feed(dots: number): void {
    const whole = Math.max(0, Math.round(dots));
    for (let left = whole; left > 0; left -= MOST_FEED_UNITS) {
      commands.push({ kind: 'feed', units: Math.min(left, MOST_FEED_UNITS) });
    }
    white += whole;
  }

  /** Before something black that needs `above` over it. */
  function leaveWhite(above: number): void {
    feed(Math.max(above, needed) - white);
    needed = 0;
    white = 0;
  }

  function raster(dots: Dots): void {
    const { widthBytes, height } = dots;
    const safe = { widthBytes, height, data: withoutRealTime(dots.data, model.language) };
    for (const band of bandsOf(safe, RASTER_BAND_BYTES)) commands.push({ kind: 'raster', ...band });
  }

  function text(line: Extract<LaidOut, { kind: 'text' }>): void {
    // An empty line needs no style; trailing changes would only cost bytes.
    if (line.text === '') {
      commands.push({ kind: 'line-feed' });
      white += model.lineSpacingDots;
      return;
    }
    leaveWhite(0);
    setAlign(line.align);
    if (!plan.isText(line.text)) {
      raster(textDots(line.text, line.style));
      feed(model.lineSpacingDots - GLYPH_HEIGHT);
      return;
    }
    setStyle(line.style);
    const encoded = encodeText(line.text, plan, model, page);
    page = encoded.page;
    commands.push(...encoded.commands, { kind: 'line-feed' });
    white = Math.max(0, model.lineSpacingDots - GLYPH_HEIGHT * line.style.height);
  }

  function qr(data: string): void {
    const bytes = new TextEncoder().encode(data);
    const level = qrCorrection(bytes.length);
    const dots = moduleDots(qrSide(data, level), model);
    leaveWhite(QR_QUIET_MODULES * dots);
    needed = QR_QUIET_MODULES * dots;
    setAlign('center');
    // A long code goes as raster, so that no single command is longer than what one may have to be finished with zeros.
    if (model.qr === 'raster' || bytes.length > USUAL_QR_BYTES || hidesRealTime(bytes, model.language)) {
      raster(qrDots(qrMatrix(data, level), dots));
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

  function barcode(data: string): void {
    setAlign('center');
    const runs = code128Runs(data);
    const modules = code128Modules(runs);
    const dots = BAR_MODULES_DOTS.find((each) => (modules.length + 2 * QUIET_MODULES) * each <= model.dotsPerLine);
    // One that fits no paper is left to its text below.
    if (dots === undefined) return;
    leaveWhite(0);
    const height = BARCODE_MM * model.dotsPerMm;
    const bytes = code128Data(runs);
    if (model.barcode === 'raster' || bytes.length > MOST_BARCODE_BYTES || hidesRealTime(bytes, model.language)) {
      raster(barDots(modules, dots, height));
      return;
    }
    commands.push(
      { kind: 'barcode-height', dots: height },
      { kind: 'barcode-module', dots },
      { kind: 'barcode-text', where: 0 },
      { kind: 'barcode', data: bytes },
    );
  }

  function image(line: Extract<LaidOut, { kind: 'image' }>): void {
    leaveWhite(0);
    setAlign('center');
    raster(fitted(line.dots, line.width, model.dotsPerLine));
  }

  return {
    commands,
    line(line) {
      if (line.kind === 'text') text(line);
      else if (line.kind === 'qr') qr(line.data);
      else if (line.kind === 'barcode') barcode(line.data);
      else if (line.kind === 'image') image(line);
      else feed(line.mm * model.dotsPerMm);
    },
    cut(full) {
      const margin = BOTTOM_MARGIN_MM * model.dotsPerMm;
      // Also where the paper ends: what lies behind it may be dark.
      feed(needed - white - (model.cutter ? margin : TEAR_MARGIN_MM * model.dotsPerMm));
      if (model.cutter && model.language === 'star') {
        feed(margin);
        commands.push({ kind: 'cut', full, feedUnits: 0 });
      } else if (model.cutter) commands.push({ kind: 'cut', full, feedUnits: margin });
      else feed((model.headToCutterMm + TEAR_MARGIN_MM) * model.dotsPerMm);
    },
  };
}
