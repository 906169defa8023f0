import type { Receipt } from '../contract.ts';
import { type Align, type Command, concatBytes, encodeCommand } from './commands.ts';
import { bandsOf, type Dots, qrDots, textDots, withoutRealTime } from './dots.ts';
import { GLYPH_HEIGHT } from './glyphs.ts';
import { type LaidOut, layOut, type TextStyle } from './layout.ts';
import type { CodePage, PrinterModel } from './profile.ts';
import { moduleDots, QR_CORRECTION, qrMatrix } from './qr.ts';
import { defineGlyphs, encodeText, planText, type TextPlan } from './text.ts';

/** A receipt in the printer's own commands. */
export interface EncodedReceipt {
  /** Brings the printer into a known state: nothing of an earlier job's style, page or glyphs is left. */
  readonly setup: readonly Command[];
  readonly body: readonly Command[];
  /** Letters that no way of printing could show; each was replaced by its plain base letter or by □. */
  readonly replaced: readonly string[];
}

/** `GS P`: one unit of `ESC J` and `GS V` becomes one dot of 8 a millimetre. */
const DOTS_PER_INCH = 203;
/** White under the last line before the cut. */
const BOTTOM_MARGIN_MM = 2;
/** Without a cutter the last line must come clear of the tear bar. */
const TEAR_MARGIN_MM = 5;
const MOST_FEED_UNITS = 255;
/** Data of one raster command, so that a job can be stopped between two commands every half kilobyte. */
const RASTER_BAND_BYTES = 504;

/**
 * One receipt as bytes for one model: text in the model's code pages, letters of no page as downloaded glyphs
 * (`ESC &`) or, where the model has none, their whole line as raster. QR by `GS ( k` or raster. Never '?' for a letter.
 */
export function encodeReceipt(receipt: Receipt, model: PrinterModel): Uint8Array {
  const { setup, body } = receiptCommands(receipt, model);
  return concatBytes([...setup, ...body].map(encodeCommand));
}

export function receiptCommands(receipt: Receipt, model: PrinterModel): EncodedReceipt {
  const { lines, replaced } = layOut(receipt, model.columns);
  const plan = planText(
    lines.flatMap((line) => (line.kind === 'text' ? [line.text] : [])),
    model,
  );
  const paper = writer(model, plan);
  for (const line of lines) paper.line(line);
  if (receipt.cut) paper.cut();
  return { setup: [...setupCommands(model), ...defineGlyphs(plan)], body: paper.commands, replaced };
}

function setupCommands(model: PrinterModel): readonly Command[] {
  const commands: Command[] = [
    { kind: 'initialise' },
    // Clones sold in China start with two-byte characters on, and then pair our letters above 7F.
    { kind: 'kanji-off' },
    // A memory switch may have put a national set over [ \ ] { | } ~.
    { kind: 'international', set: 0 },
  ];
  if (model.setsMotionUnit) {
    commands.push({ kind: 'motion-unit', perInchX: DOTS_PER_INCH, perInchY: DOTS_PER_INCH });
  }
  return commands;
}

interface Writer {
  readonly commands: readonly Command[];
  line(line: LaidOut): void;
  cut(): void;
}

/** Knows what the printer was told last, and says only what changes. */
function writer(model: PrinterModel, plan: TextPlan): Writer {
  const commands: Command[] = [];
  let page: CodePage | undefined;
  let align: Align = 'left';
  let style: TextStyle = { bold: false, width: 1, height: 1 };

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
    for (let left = Math.round(dots); left > 0; left -= MOST_FEED_UNITS) {
      commands.push({ kind: 'feed', units: Math.min(left, MOST_FEED_UNITS) });
    }
  }

  function raster(dots: Dots): void {
    const { widthBytes, height } = dots;
    const safe = { widthBytes, height, data: withoutRealTime(dots.data) };
    for (const band of bandsOf(safe, RASTER_BAND_BYTES)) commands.push({ kind: 'raster', ...band });
  }

  function text(line: Extract<LaidOut, { kind: 'text' }>): void {
    // An empty line needs no style; trailing changes would only cost bytes.
    if (line.text === '') {
      commands.push({ kind: 'line-feed' });
      return;
    }
    setAlign(line.align);
    if (!plan.isText(line.text)) {
      raster(textDots(line.text, line.style));
      feed(Math.max(0, model.lineSpacingDots - GLYPH_HEIGHT));
      return;
    }
    setStyle(line.style);
    const encoded = encodeText(line.text, plan, model, page);
    page = encoded.page;
    commands.push(...encoded.commands, { kind: 'line-feed' });
  }

  function qr(data: string): void {
    setAlign('center');
    const matrix = qrMatrix(data, QR_CORRECTION);
    const dots = moduleDots(matrix.length, model);
    if (model.qr === 'raster') {
      raster(qrDots(matrix, dots));
      return;
    }
    commands.push(
      { kind: 'qr-model' },
      { kind: 'qr-module', dots },
      { kind: 'qr-correction', level: QR_CORRECTION },
      { kind: 'qr-store', data: new TextEncoder().encode(data) },
      { kind: 'qr-print' },
    );
  }

  return {
    commands,
    line(line) {
      if (line.kind === 'text') text(line);
      else if (line.kind === 'qr') qr(line.data);
      else feed(line.mm * model.dotsPerMm);
    },
    cut() {
      if (model.cutter) commands.push({ kind: 'cut', full: false, feedUnits: BOTTOM_MARGIN_MM * model.dotsPerMm });
      else feed((model.headToCutterMm + TEAR_MARGIN_MM) * model.dotsPerMm);
    },
  };
}
