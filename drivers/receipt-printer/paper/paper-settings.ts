import type { Align, Command, QrCorrection } from './command.ts';
import type { Dots } from './dots.ts';
import { GLYPH_WIDTH } from './glyphs.ts';
import type { PaperEffect, PictureStore } from './paper-effects.ts';
import type { PaperStyle } from './paper-rows.ts';
import { INITIAL_PDF417_SETTINGS, type Pdf417Settings } from './pdf417.ts';
import type { PrinterModel } from './profile.ts';

/** Settings that commands leave until `ESC @` or a power cut. */
export interface PaperPrintSettings {
  align: Align;
  style: PaperStyle;
  lineSpacingDots: number;
  /** Dots per motion unit (`GS P`), across and along the paper. */
  dotsPerUnitX: number;
  dotsPerUnit: number;
  leftMarginDots: number;
  /** Width of the print area; `null`: to the right edge. */
  areaDots: number | null;
  /** From the left margin. */
  tabStopsDots: readonly number[];
  qrModuleDots: number;
  qrLevel: QrCorrection;
  qrData: Uint8Array;
  barHeightDots: number;
  barModuleDots: number;
  /** `GS H`: 0 none, 1 above, 2 below, 3 both. */
  barText: number;
  pdf417: Pdf417Settings;
  stored: Partial<Readonly<Record<PictureStore, Dots>>>;
}

const PLAIN: PaperStyle = { bold: false, width: 1, height: 1 };
/** Epson's QR settings at power-on: module of 3 dots, correction L. */
const QR_MODULE_DOTS = 3;
/** Epson's barcodes at power-on: 162 dots high, narrowest bar 3 (reference, `GS h`, `GS w`). */
const BAR_HEIGHT_DOTS = 162;
const BAR_MODULE_DOTS = 3;
/** Tab stop every eight letters of font A (`ESC D`). */
const TAB_DOTS = 8 * GLYPH_WIDTH;
const MOST_TAB_STOPS = 32;

export function initialPrintSettings(model: PrinterModel): PaperPrintSettings {
  return {
    align: 'left',
    style: PLAIN,
    lineSpacingDots: model.lineSpacingDots,
    dotsPerUnitX: 1,
    dotsPerUnit: 1,
    leftMarginDots: 0,
    areaDots: null,
    tabStopsDots: Array.from({ length: MOST_TAB_STOPS }, (_, at) => (at + 1) * TAB_DOTS),
    qrModuleDots: QR_MODULE_DOTS,
    qrLevel: 'L',
    qrData: new Uint8Array(0),
    barHeightDots: BAR_HEIGHT_DOTS,
    barModuleDots: BAR_MODULE_DOTS,
    barText: 0,
    pdf417: INITIAL_PDF417_SETTINGS,
    stored: {},
  };
}

/** Settings that a command changes. Only for commands that move no paper; questions change nothing. */
export function settingsChangedByCommand(
  settings: PaperPrintSettings,
  command: Command,
  model: PrinterModel,
): Partial<PaperPrintSettings> {
  const { style } = settings;
  switch (command.kind) {
    case 'align':
      return { align: command.align };
    case 'bold':
      return { style: { ...style, bold: command.on } };
    case 'size':
      return { style: { ...style, width: command.width, height: command.height } };
    case 'mode':
      return { style: modeStyle(style, command) };
    case 'motion-unit':
      return {
        dotsPerUnitX: command.perInchX === 0 ? 1 : model.dotsPerInch / command.perInchX,
        dotsPerUnit: command.perInchY === 0 ? 1 : model.dotsPerInch / command.perInchY,
      };
    case 'line-spacing':
      if (command.units === null) return { lineSpacingDots: model.lineSpacingDots };
      return { lineSpacingDots: Math.round(command.units * settings.dotsPerUnit) };
    case 'qr-module':
      return { qrModuleDots: command.dots };
    case 'qr-correction':
      return { qrLevel: command.level };
    case 'qr-store':
      return { qrData: command.data };
    case 'barcode-height':
      return { barHeightDots: command.dots };
    case 'barcode-module':
      return { barModuleDots: command.dots };
    case 'barcode-text':
      return { barText: command.where };
    default:
      return {};
  }
}

function modeStyle(style: PaperStyle, mode: Extract<Command, { readonly kind: 'mode' }>): PaperStyle {
  const { bold, width, height, underline, font } = mode;
  return {
    ...withoutMarks(style),
    bold,
    width,
    height,
    ...(underline && { underline: 1 }),
    ...(font === 'B' && { font }),
  };
}

const withoutMarks = ({ font: _, underline: __, ...style }: PaperStyle): PaperStyle => style;

type Setting = Extract<
  PaperEffect,
  { readonly does: 'tab-stops' | 'style' | 'letter-space' | 'left-margin' | 'area-width' | 'right-margin' | 'pdf417' }
>;

/** Settings that an effect without paper movement changes. */
export function settingsChangedByEffect(
  settings: PaperPrintSettings,
  effect: Setting,
  letterDots: number,
): Partial<PaperPrintSettings> {
  const dots = (units: number): number => Math.round(units * settings.dotsPerUnitX);
  switch (effect.does) {
    case 'tab-stops':
      return { tabStopsDots: effect.columns.map((column) => column * letterDots) };
    case 'style': {
      const { underline, inverse, font, ...plain } = { ...settings.style, ...effect.style };
      return {
        style: {
          ...plain,
          ...(underline && { underline }),
          ...(inverse && { inverse: true }),
          ...(font === 'B' && { font }),
        },
      };
    }
    case 'letter-space': {
      const { space: _, ...style } = settings.style;
      return { style: effect.units === 0 ? style : { ...style, space: dots(effect.units) } };
    }
    case 'left-margin':
      return { leftMarginDots: dots(effect.units) };
    case 'area-width':
      return { areaDots: dots(effect.units) };
    case 'right-margin':
      return { areaDots: effect.units === 0 ? null : Math.max(1, dots(effect.units) - settings.leftMarginDots) };
    case 'pdf417':
      return { pdf417: { ...settings.pdf417, ...effect.setting } };
    default:
      return effect satisfies never;
  }
}
