import { code128Modules, readCode128Data } from './code128.ts';
import type { Align, Command, QrCorrection } from './commands.ts';
import { GLYPH_HEIGHT, GLYPH_WIDTH } from './glyphs.ts';
import type { TextStyle } from './layout.ts';
import { createLetterReader } from './letters.ts';
import type { Paper, PaperCell, PaperRow } from './paper-rows.ts';
import type { PrinterModel } from './profile.ts';
import { qrSide } from './qr.ts';

/** What one command did to the paper. */
export interface PaperStep {
  readonly movedMm: number;
  /** The paper that a cut set free. */
  readonly finished?: Paper;
}

/** The state that commands leave in a printer, and the paper they make. */
export interface PaperMachine {
  execute(command: Command): PaperStep;
  /** How much paper a cut feeds before the knife falls. */
  cutFeedMm(feedUnits: number): number;
  /** What hangs out, uncut. */
  current(): Paper;
  /** Prints the line that still waits for its line feed. */
  flush(): PaperStep;
  /** The print buffer is emptied: a line that was not printed yet never will be. Paper stays. */
  forgetLine(): void;
  /** What hangs out is torn off. */
  tearOff(): Paper;
  /** Power off and on: settings and downloaded glyphs are gone, paper stays. */
  powerCycle(): void;
}

interface Settings {
  align: Align;
  style: TextStyle;
  lineSpacingDots: number;
  dotsPerUnit: number;
  qrModuleDots: number;
  qrLevel: QrCorrection;
  qrData: Uint8Array;
  barHeightDots: number;
  barModuleDots: number;
}

const PLAIN: TextStyle = { bold: false, width: 1, height: 1 };
const NO_STEP: PaperStep = { movedMm: 0 };
/** Epson's sizes at power-on: module of 3 dots, correction L. */
const QR_MODULE_DOTS = 3;
/** The same of bars: 162 dots high, narrowest bar 3 dots (Epson's reference, `GS h`, `GS w`). */
const BAR_HEIGHT_DOTS = 162;
const BAR_MODULE_DOTS = 3;

export function createPaperMachine(model: PrinterModel): PaperMachine {
  const letters = createLetterReader(model);
  let settings = fresh(model);
  let line: PaperCell[] = [];
  let rows: PaperRow[] = [];

  const mm = (dots: number): number => dots / model.dotsPerMm;

  function paper(cut: boolean): Paper {
    const { columns, dotsPerLine, dotsPerMm, paperWidthMm } = model;
    const heightMm = mm(rows.reduce((sum, row) => sum + row.heightDots, 0));
    return { rows: [...rows], cut, heightMm, columns, dotsPerLine, dotsPerMm, paperWidthMm };
  }

  function add(row: PaperRow): PaperStep {
    const before = rows.at(-1);
    if (row.kind === 'raster' && before?.kind === 'raster' && joins(before, row))
      rows[rows.length - 1] = joined(before, row);
    else rows.push(row);
    return { movedMm: mm(row.heightDots) };
  }

  function feed(dots: number): PaperStep {
    return dots > 0 ? add({ kind: 'feed', heightDots: dots }) : NO_STEP;
  }

  function endLine(extraDots = 0): PaperStep {
    const tallest = Math.max(0, ...line.map((cell) => cell.style.height * GLYPH_HEIGHT));
    const heightDots = Math.max(settings.lineSpacingDots, tallest) + extraDots;
    if (line.length === 0) return feed(heightDots);
    const text = line
      .map((cell) => cell.letter)
      .join('')
      .trimEnd();
    const row: PaperRow = { kind: 'text', text, cells: line, align: settings.align, heightDots };
    line = [];
    return add(row);
  }

  function write(bytes: Uint8Array): PaperStep {
    let movedMm = 0;
    for (const byte of bytes) {
      const { letter, bitmap } = letters.read(byte);
      const { style } = settings;
      const used = line.reduce((sum, cell) => sum + cell.style.width * GLYPH_WIDTH, 0);
      if (used + style.width * GLYPH_WIDTH > model.dotsPerLine) movedMm += endLine().movedMm;
      line.push(bitmap ? { letter, style, bitmap } : { letter, style });
    }
    return { movedMm };
  }

  function printQr(): PaperStep {
    const { qrData, qrLevel: level, qrModuleDots: moduleDots, align } = settings;
    if (qrData.length === 0) return NO_STEP;
    const data = new TextDecoder().decode(qrData);
    const heightDots = qrSide(data, level) * moduleDots;
    return add({ kind: 'qr', data, level, moduleDots, align, heightDots });
  }

  function printBarcode(data: Uint8Array): PaperStep {
    const runs = readCode128Data(data);
    const { barHeightDots: heightDots, barModuleDots: moduleDots, align } = settings;
    const modules = runs ? code128Modules(runs) : [];
    // A code that does not fit is not printed at all (Epson's reference, `GS k`).
    if (!runs || modules.length * moduleDots > model.dotsPerLine) return NO_STEP;
    const text = runs.map((run) => run.text).join('');
    return add({ kind: 'barcode', data: text, modules, moduleDots, align, heightDots });
  }

  const cutFeedDots = (feedUnits: number): number =>
    feedUnits * settings.dotsPerUnit + model.headToCutterMm * model.dotsPerMm;

  function cut(feedUnits: number): PaperStep {
    if (!model.cutter) return NO_STEP;
    const ended = line.length > 0 ? endLine() : NO_STEP;
    const fed = feed(cutFeedDots(feedUnits));
    const finished = paper(true);
    rows = [];
    return { movedMm: ended.movedMm + fed.movedMm, finished };
  }

  function print(command: Command): PaperStep {
    switch (command.kind) {
      case 'text':
        return write(command.bytes);
      case 'line-feed':
        return endLine();
      case 'feed': {
        const dots = command.units * settings.dotsPerUnit;
        return line.length === 0 ? feed(dots) : endLine(Math.max(0, dots - settings.lineSpacingDots));
      }
      case 'feed-lines': {
        const first = line.length > 0 ? endLine() : NO_STEP;
        const left = command.lines - (first === NO_STEP ? 0 : 1);
        return { movedMm: first.movedMm + feed(Math.max(0, left) * settings.lineSpacingDots).movedMm };
      }
      case 'qr-print':
        return printQr();
      case 'barcode':
        return printBarcode(command.data);
      case 'raster': {
        const { widthBytes, height, data } = command;
        return add({ kind: 'raster', dots: { widthBytes, height, data }, align: settings.align, heightDots: height });
      }
      case 'cut':
        return cut(command.feedUnits);
      default:
        set(settings, command, model);
        return NO_STEP;
    }
  }

  return {
    execute(command) {
      letters.see(command);
      if (command.kind !== 'initialise') return print(command);
      line = [];
      settings = fresh(model);
      return NO_STEP;
    },
    cutFeedMm: (feedUnits) => mm(cutFeedDots(feedUnits)),
    current: () => paper(false),
    flush: () => (line.length > 0 ? endLine() : NO_STEP),
    forgetLine() {
      line = [];
    },
    tearOff() {
      const torn = paper(false);
      rows = [];
      return torn;
    },
    powerCycle() {
      line = [];
      letters.see({ kind: 'initialise' });
      settings = fresh(model);
    },
  };
}

function fresh(model: PrinterModel): Settings {
  return {
    align: 'left',
    style: PLAIN,
    lineSpacingDots: model.lineSpacingDots,
    dotsPerUnit: 1,
    qrModuleDots: QR_MODULE_DOTS,
    qrLevel: 'L',
    qrData: new Uint8Array(0),
    barHeightDots: BAR_HEIGHT_DOTS,
    barModuleDots: BAR_MODULE_DOTS,
  };
}

/** Commands that move no paper. Those that ask something leave no trace here. */
function set(settings: Settings, command: Command, model: PrinterModel): void {
  switch (command.kind) {
    case 'align':
      settings.align = command.align;
      return;
    case 'bold':
      settings.style = { ...settings.style, bold: command.on };
      return;
    case 'size':
      settings.style = { ...settings.style, width: command.width, height: command.height };
      return;
    case 'mode':
      settings.style = { bold: command.bold, width: command.width, height: command.height };
      return;
    case 'motion-unit':
      settings.dotsPerUnit = command.perInchY === 0 ? 1 : model.dotsPerInch / command.perInchY;
      return;
    case 'line-spacing':
      settings.lineSpacingDots =
        command.units === null ? model.lineSpacingDots : Math.round(command.units * settings.dotsPerUnit);
      return;
    case 'qr-module':
      settings.qrModuleDots = command.dots;
      return;
    case 'qr-correction':
      settings.qrLevel = command.level;
      return;
    case 'barcode-height':
      settings.barHeightDots = command.dots;
      return;
    case 'barcode-module':
      settings.barModuleDots = command.dots;
      return;
    case 'qr-store':
      settings.qrData = command.data;
      return;
    default:
      return;
  }
}

type RasterRow = Extract<PaperRow, { readonly kind: 'raster' }>;

/** Bands of one picture follow each other without a gap and are as wide and set alike. */
const joins = (above: RasterRow, below: RasterRow): boolean =>
  above.align === below.align && above.dots.widthBytes === below.dots.widthBytes;

function joined(above: RasterRow, below: RasterRow): RasterRow {
  const data = new Uint8Array(above.dots.data.length + below.dots.data.length);
  data.set(above.dots.data);
  data.set(below.dots.data, above.dots.data.length);
  const height = above.dots.height + below.dots.height;
  return { ...above, dots: { widthBytes: above.dots.widthBytes, height, data }, heightDots: height };
}
