import type { Symbology } from './bars.ts';
import { cellHeight, cellWidth } from './cell-dots.ts';
import { code128Modules, readCode128Data } from './code128.ts';
import type { Align, Command } from './command.ts';
import { type Dots, scaleDots } from './dots.ts';
import { GLYPH_HEIGHT, GLYPH_WIDTH } from './glyphs.ts';
import { createLetterReader, type LetterReader } from './letters.ts';
import { type BarcodeStyle, escposEffectOf, type PaperEffect } from './paper-effects.ts';
import { createPaperRoll, type PaperRoll } from './paper-roll.ts';
import { type Paper, type PaperCell, type PaperRow, type PaperStyle, type RowArea, textOfCells } from './paper-rows.ts';
import {
  initialPrintSettings,
  type PaperPrintSettings,
  settingsChangedByCommand,
  settingsChangedByEffect,
} from './paper-settings.ts';
import { pdf417Frame } from './pdf417.ts';
import type { PrinterModel } from './profile.ts';
import { qrModulesPerSide } from './qr.ts';
import { starEffectOf } from './star-effects.ts';

export interface PaperMachineResult {
  readonly movedMm: number;
  readonly notDrawn?: true;
  /** Paper that a cut released. */
  readonly finished?: Paper;
}

export type PaperMachine = ReturnType<typeof createPaperMachine>;

const NO_STEP: PaperMachineResult = { movedMm: 0 };
const NOT_DRAWN: PaperMachineResult = { movedMm: 0, notDrawn: true };

interface Head {
  readonly model: PrinterModel;
  readonly letters: LetterReader;
  readonly roll: PaperRoll;
  settings: PaperPrintSettings;
  line: PaperCell[];
  /** Position of the next letter, in dots from the left margin. */
  x: number;
}

/**
 * Executes commands, and holds the printer's settings and paper. Bars that are too wide are not printed (Epson's reference, `GS k`).
 * Instead of a PDF417 symbol it draws a frame, and reports the command as not drawn.
 */
export function createPaperMachine(model: PrinterModel) {
  const roll = createPaperRoll(model);
  const letters = createLetterReader(model);
  const head: Head = { model, letters, roll, settings: initialPrintSettings(model), line: [], x: 0 };
  return {
    execute(command: Command): PaperMachineResult {
      letters.see(command);
      if (command.kind !== 'initialise') return print(head, command);
      forgetLine(head);
      head.settings = initialPrintSettings(model);
      return NO_STEP;
    },
    cutFeedMm: (command: CutCommand): number => cutFeedDots(head, command) / model.dotsPerMm,
    current: roll.current,
    flush: (): PaperMachineResult => (head.line.length > 0 ? endLine(head) : NO_STEP),
    /** The paper stays. */
    forgetLine: (): void => forgetLine(head),
    tearOff: (): Paper => roll.takeOff(false),
    /** Power off and on: settings and downloaded glyphs are lost. */
    powerCycle(): void {
      head.line = [];
      letters.see({ kind: 'initialise' });
      head.settings = initialPrintSettings(model);
    },
  };
}

function forgetLine(head: Head): void {
  head.line = [];
  head.x = 0;
}

function print(head: Head, command: Command): PaperMachineResult {
  const { settings } = head;
  switch (command.kind) {
    case 'text':
      return write(head, command.bytes);
    case 'line-feed':
      return endLine(head);
    case 'feed': {
      const dots = command.units * settings.dotsPerUnit;
      return head.line.length === 0 ? feed(head, dots) : endLine(head, Math.max(0, dots - settings.lineSpacingDots));
    }
    case 'feed-lines': {
      const first = head.line.length > 0 ? endLine(head) : NO_STEP;
      const left = command.lines - (first === NO_STEP ? 0 : 1);
      return { movedMm: first.movedMm + feed(head, Math.max(0, left) * settings.lineSpacingDots).movedMm };
    }
    case 'qr-print':
      return printQr(head);
    case 'barcode':
      return printCode128(head, command.data);
    case 'raster': {
      const { widthBytes, height, data } = command;
      return printPicture(head, { widthBytes, height, data });
    }
    case 'other': {
      const effect = EFFECTS[head.model.language](command.bytes);
      return effect ? perform(head, effect) : NOT_DRAWN;
    }
    case 'cut':
      return cut(head, command);
    default:
      Object.assign(settings, settingsChangedByCommand(settings, command, head.model));
      return NO_STEP;
  }
}

const EFFECTS = { escpos: escposEffectOf, star: starEffectOf } as const;

function perform(head: Head, effect: PaperEffect): PaperMachineResult {
  const { settings } = head;
  switch (effect.does) {
    case 'nothing':
      return NO_STEP;
    case 'tab':
      head.x = settings.tabStopsDots.find((stop) => stop > head.x && stop < areaOf(head).width) ?? head.x;
      return NO_STEP;
    case 'erase-line':
      forgetLine(head);
      return NO_STEP;
    case 'end-line':
      return head.line.length > 0 || head.x > 0 ? endLine(head) : NO_STEP;
    case 'move': {
      const to = Math.round(effect.units * settings.dotsPerUnitX) + (effect.from === 'here' ? head.x : 0);
      if (to >= 0 && to < areaOf(head).width) head.x = to;
      return NO_STEP;
    }
    case 'picture':
      head.line.push({ letter: '', style: settings.style, x: head.x, picture: effect.dots });
      head.x += effect.dots.widthBytes * 8;
      return NO_STEP;
    case 'store':
      settings.stored = { ...settings.stored, [effect.as]: effect.dots };
      return NO_STEP;
    case 'print-stored': {
      const stored = settings.stored[effect.as];
      return stored ? printPicture(head, scaleDots(stored, effect.scaleX, effect.scaleY)) : NO_STEP;
    }
    case 'print-pdf417':
      return printPdf417(head);
    case 'bars':
      if (effect.look) Object.assign(settings, lookOf(effect.look));
      return printBars(head, effect.bars.symbology, effect.bars.text, effect.bars.modules);
    default:
      Object.assign(settings, settingsChangedByEffect(settings, effect, cellWidth(settings.style)));
      return NO_STEP;
  }
}

const add = ({ roll }: Head, row: PaperRow): PaperMachineResult => ({ movedMm: roll.add(row) });

const feed = (head: Head, dots: number): PaperMachineResult =>
  dots > 0 ? add(head, { kind: 'feed', heightDots: dots }) : NO_STEP;

/** Part of the head's width between the margins (`GS L`, `GS W`). */
function areaOf({ settings, model }: Head): RowArea {
  const left = Math.min(settings.leftMarginDots, model.dotsPerLine - 1);
  return { left, width: Math.min(settings.areaDots ?? model.dotsPerLine, model.dotsPerLine - left) };
}

function placed(head: Head): { readonly align: Align; readonly area?: RowArea } {
  const { align, leftMarginDots, areaDots } = head.settings;
  return { align, ...((leftMarginDots > 0 || areaDots !== null) && { area: areaOf(head) }) };
}

function endLine(head: Head, extraDots = 0): PaperMachineResult {
  const { line, settings } = head;
  const tallest = Math.max(0, ...line.map((cell) => cell.picture?.height ?? cellHeight(cell.style)));
  const heightDots = Math.max(settings.lineSpacingDots, tallest) + extraDots;
  head.x = 0;
  if (line.length === 0) return feed(head, heightDots);
  head.line = [];
  return add(head, { kind: 'text', text: textOfCells(line), cells: line, ...placed(head), heightDots });
}

function write(head: Head, bytes: Uint8Array): PaperMachineResult {
  let movedMm = 0;
  for (const byte of bytes) {
    const { letter, bitmap } = head.letters.read(byte);
    const { style } = head.settings;
    if (head.x + cellWidth({ ...style, space: 0 }) > areaOf(head).width) movedMm += endLine(head).movedMm;
    head.line.push({ letter, style, x: head.x, ...(bitmap && { bitmap }) });
    head.x += cellWidth(style);
  }
  return { movedMm };
}

function printQr(head: Head): PaperMachineResult {
  const { qrData, qrLevel: level, qrModuleDots: moduleDots } = head.settings;
  if (qrData.length === 0) return NO_STEP;
  const data = new TextDecoder().decode(qrData);
  const heightDots = qrModulesPerSide(data, level) * moduleDots;
  return add(head, { kind: 'qr', data, level, moduleDots, ...placed(head), heightDots });
}

function printPdf417(head: Head): PaperMachineResult {
  const { pdf417 } = head.settings;
  if (pdf417.data.length === 0) return NO_STEP;
  const dots = pdf417Frame(pdf417, areaOf(head).width);
  if (!dots) return NOT_DRAWN;
  const data = new TextDecoder().decode(pdf417.data);
  const row = { kind: 'frame', symbology: 'PDF417', data, dots, ...placed(head), heightDots: dots.height } as const;
  return { ...add(head, row), notDrawn: true };
}

function printCode128(head: Head, data: Uint8Array): PaperMachineResult {
  const runs = readCode128Data(data);
  if (!runs) return NOT_DRAWN;
  return printBars(head, 'CODE128', runs.map((run) => run.text).join(''), code128Modules(runs));
}

const lookOf = ({ heightDots, moduleDots, text }: BarcodeStyle): Partial<PaperPrintSettings> => ({
  barHeightDots: heightDots,
  barModuleDots: moduleDots,
  barText: text,
});

function printBars(
  head: Head,
  symbology: 'CODE128' | Symbology,
  data: string,
  modules: readonly boolean[],
): PaperMachineResult {
  const { barHeightDots: heightDots, barModuleDots: moduleDots, barText } = head.settings;
  if (modules.length * moduleDots > areaOf(head).width) return NOT_DRAWN;
  const below = (barText & 2) !== 0;
  const above = (barText & 1) !== 0;
  const steps = [
    ...(above ? [printBarText(head, data)] : []),
    add(head, { kind: 'barcode', symbology, data, modules, moduleDots, ...placed(head), heightDots }),
    ...(below ? [printBarText(head, data)] : []),
  ];
  return { movedMm: steps.reduce((sum, { movedMm }) => sum + movedMm, 0) };
}

function printBarText(head: Head, data: string): PaperMachineResult {
  const style: PaperStyle = { bold: false, width: 1, height: 1 };
  const cells = Array.from(data, (letter, at): PaperCell => ({ letter, style, x: at * GLYPH_WIDTH }));
  return add(head, { kind: 'text', text: data, cells, ...placed(head), heightDots: GLYPH_HEIGHT });
}

const printPicture = (head: Head, dots: Dots): PaperMachineResult =>
  add(head, { kind: 'raster', dots, ...placed(head), heightDots: dots.height });

type CutCommand = Extract<Command, { readonly kind: 'cut' }>;

const knifeDots = ({ model }: Head): number => model.headToCutterMm * model.dotsPerMm;

const cutFeedDots = (head: Head, { feedUnits, inPlace }: CutCommand): number =>
  inPlace ? 0 : feedUnits * head.settings.dotsPerUnit + knifeDots(head);

function cut(head: Head, command: CutCommand): PaperMachineResult {
  if (!head.model.cutter) return NO_STEP;
  const ended = head.line.length > 0 ? endLine(head) : NO_STEP;
  const fed = feed(head, cutFeedDots(head, command));
  const finished = head.roll.takeOff(true, command.inPlace ? knifeDots(head) : 0);
  return { movedMm: ended.movedMm + fed.movedMm, finished };
}
