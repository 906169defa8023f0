import type { Symbology } from './bars.ts';
import { cellHeight, cellWidth } from './cell-dots.ts';
import { code128Modules, readCode128Data } from './code128.ts';
import type { Align, Command } from './command.ts';
import type { Dots } from './dots.ts';
import { GLYPH_HEIGHT, GLYPH_WIDTH } from './glyphs.ts';
import { createLetterReader } from './letters.ts';
import { type Effect, effectOf, scaled } from './paper-effects.ts';
import { type Paper, type PaperCell, type PaperRow, type PaperStyle, type RowArea, textOfCells } from './paper-rows.ts';
import { applyCommand, applyEffect, freshSettings } from './paper-settings.ts';
import type { PrinterModel } from './profile.ts';
import { qrSide } from './qr.ts';

/** What one command did to the paper. */
export interface PaperStep {
  readonly movedMm: number;
  /** It does something to paper that we cannot draw. */
  readonly notDrawn?: true;
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

const NO_STEP: PaperStep = { movedMm: 0 };
const NOT_DRAWN: PaperStep = { movedMm: 0, notDrawn: true };

export function createPaperMachine(model: PrinterModel): PaperMachine {
  const letters = createLetterReader(model);
  let settings = freshSettings(model);
  let line: PaperCell[] = [];
  /** Where the next letter goes, in dots from the left margin. */
  let x = 0;
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

  /** What of the head's width the margins leave (`GS L`, `GS W`). */
  function area(): RowArea {
    const left = Math.min(settings.leftMarginDots, model.dotsPerLine - 1);
    return { left, width: Math.min(settings.areaDots ?? model.dotsPerLine, model.dotsPerLine - left) };
  }

  /** How a row is set; where nothing was said of margins nothing is said here. */
  function placed(): { readonly align: Align; readonly area?: RowArea } {
    const { align, leftMarginDots, areaDots } = settings;
    return { align, ...((leftMarginDots > 0 || areaDots !== null) && { area: area() }) };
  }

  function endLine(extraDots = 0): PaperStep {
    const tallest = Math.max(0, ...line.map((cell) => cell.picture?.height ?? cellHeight(cell.style)));
    const heightDots = Math.max(settings.lineSpacingDots, tallest) + extraDots;
    x = 0;
    if (line.length === 0) return feed(heightDots);
    const row: PaperRow = { kind: 'text', text: textOfCells(line), cells: line, ...placed(), heightDots };
    line = [];
    return add(row);
  }

  function write(bytes: Uint8Array): PaperStep {
    let movedMm = 0;
    for (const byte of bytes) {
      const { letter, bitmap } = letters.read(byte);
      const { style } = settings;
      if (x + cellWidth({ ...style, space: 0 }) > area().width) movedMm += endLine().movedMm;
      line.push({ letter, style, x, ...(bitmap && { bitmap }) });
      x += cellWidth(style);
    }
    return { movedMm };
  }

  function printQr(): PaperStep {
    const { qrData, qrLevel: level, qrModuleDots: moduleDots } = settings;
    if (qrData.length === 0) return NO_STEP;
    const data = new TextDecoder().decode(qrData);
    const heightDots = qrSide(data, level) * moduleDots;
    return add({ kind: 'qr', data, level, moduleDots, ...placed(), heightDots });
  }

  function printCode128(data: Uint8Array): PaperStep {
    const runs = readCode128Data(data);
    if (!runs) return NOT_DRAWN;
    return printBars('CODE128', runs.map((run) => run.text).join(''), code128Modules(runs));
  }

  function printBars(symbology: 'CODE128' | Symbology, data: string, modules: readonly boolean[]): PaperStep {
    const { barHeightDots: heightDots, barModuleDots: moduleDots, barText } = settings;
    // A code that does not fit is not printed at all (Epson's reference, `GS k`).
    if (modules.length * moduleDots > area().width) return NOT_DRAWN;
    const below = (barText & 2) !== 0;
    const above = (barText & 1) !== 0;
    const steps = [
      ...(above ? [printBarText(data)] : []),
      add({ kind: 'barcode', symbology, data, modules, moduleDots, ...placed(), heightDots }),
      ...(below ? [printBarText(data)] : []),
    ];
    return { movedMm: steps.reduce((sum, { movedMm }) => sum + movedMm, 0) };
  }

  /** The text of a code beside its bars, in plain letters. */
  function printBarText(data: string): PaperStep {
    const style: PaperStyle = { bold: false, width: 1, height: 1 };
    const cells = Array.from(data, (letter, at): PaperCell => ({ letter, style, x: at * GLYPH_WIDTH }));
    return add({ kind: 'text', text: data, cells, ...placed(), heightDots: GLYPH_HEIGHT });
  }

  function perform(effect: Effect): PaperStep {
    switch (effect.does) {
      case 'nothing':
        return NO_STEP;
      case 'tab':
        x = settings.tabStopsDots.find((stop) => stop > x && stop < area().width) ?? x;
        return NO_STEP;
      case 'move': {
        const to = Math.round(effect.units * settings.dotsPerUnitX) + (effect.from === 'here' ? x : 0);
        if (to >= 0 && to < area().width) x = to;
        return NO_STEP;
      }
      case 'picture':
        line.push({ letter: '', style: settings.style, x, picture: effect.dots });
        x += effect.dots.widthBytes * 8;
        return NO_STEP;
      case 'store':
        settings.stored = { ...settings.stored, [effect.as]: effect.dots };
        return NO_STEP;
      case 'print-stored': {
        const stored = settings.stored[effect.as];
        return stored ? printPicture(scaled(stored, effect.scaleX, effect.scaleY)) : NO_STEP;
      }
      case 'bars':
        return printBars(effect.bars.symbology, effect.bars.text, effect.bars.modules);
      default:
        applyEffect(settings, effect, cellWidth(settings.style));
        return NO_STEP;
    }
  }

  const printPicture = (dots: Dots): PaperStep => add({ kind: 'raster', dots, ...placed(), heightDots: dots.height });

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
        return printCode128(command.data);
      case 'raster': {
        const { widthBytes, height, data } = command;
        return printPicture({ widthBytes, height, data });
      }
      case 'other': {
        const effect = effectOf(command.bytes);
        return effect ? perform(effect) : NOT_DRAWN;
      }
      case 'cut':
        return cut(command.feedUnits);
      default:
        applyCommand(settings, command, model);
        return NO_STEP;
    }
  }

  return {
    execute(command) {
      letters.see(command);
      if (command.kind !== 'initialise') return print(command);
      line = [];
      x = 0;
      settings = freshSettings(model);
      return NO_STEP;
    },
    cutFeedMm: (feedUnits) => mm(cutFeedDots(feedUnits)),
    current: () => paper(false),
    flush: () => (line.length > 0 ? endLine() : NO_STEP),
    forgetLine() {
      line = [];
      x = 0;
    },
    tearOff() {
      const torn = paper(false);
      rows = [];
      return torn;
    },
    powerCycle() {
      line = [];
      letters.see({ kind: 'initialise' });
      settings = freshSettings(model);
    },
  };
}

type RasterRow = Extract<PaperRow, { readonly kind: 'raster' }>;

/** Bands of one picture follow each other without a gap and are as wide and set alike. */
const joins = (above: RasterRow, below: RasterRow): boolean =>
  above.align === below.align &&
  above.area?.left === below.area?.left &&
  above.area?.width === below.area?.width &&
  above.dots.widthBytes === below.dots.widthBytes;

function joined(above: RasterRow, below: RasterRow): RasterRow {
  const data = new Uint8Array(above.dots.data.length + below.dots.data.length);
  data.set(above.dots.data);
  data.set(below.dots.data, above.dots.data.length);
  const height = above.dots.height + below.dots.height;
  return { ...above, dots: { widthBytes: above.dots.widthBytes, height, data }, heightDots: height };
}
