import type { Align, Command, QrCorrection } from './command.ts';
import type { Dots } from './dots.ts';
import { GLYPH_WIDTH } from './glyphs.ts';
import type { Effect, Stored } from './paper-effects.ts';
import type { PaperStyle } from './paper-rows.ts';
import type { PrinterModel } from './profile.ts';

/** What commands leave set in a printer until `ESC @` or a power cut. */
export interface PaperSettings {
  align: Align;
  style: PaperStyle;
  lineSpacingDots: number;
  /** Motion units across and along the paper (`GS P`). */
  dotsPerUnitX: number;
  dotsPerUnit: number;
  leftMarginDots: number;
  /** `null`: up to the right edge. */
  areaDots: number | null;
  /** From the left margin. */
  tabStopsDots: readonly number[];
  qrModuleDots: number;
  qrLevel: QrCorrection;
  qrData: Uint8Array;
  barHeightDots: number;
  barModuleDots: number;
  /** `GS H`: 0 nowhere, 1 above, 2 below, 3 both. */
  barText: number;
  stored: Partial<Readonly<Record<Stored, Dots>>>;
}

const PLAIN: PaperStyle = { bold: false, width: 1, height: 1 };
/** Epson's sizes at power-on: module of 3 dots, correction L. */
const QR_MODULE_DOTS = 3;
/** The same of bars: 162 dots high, narrowest bar 3 dots (Epson's reference, `GS h`, `GS w`). */
const BAR_HEIGHT_DOTS = 162;
const BAR_MODULE_DOTS = 3;
/** Every eight letters of font A (`ESC D`). */
const TAB_DOTS = 8 * GLYPH_WIDTH;
const MOST_TAB_STOPS = 32;

export function freshSettings(model: PrinterModel): PaperSettings {
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
    stored: {},
  };
}

/** Commands that move no paper. Those that ask something leave no trace here. */
export function applyCommand(settings: PaperSettings, command: Command, model: PrinterModel): void {
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
      settings.style = modeStyle(settings.style, command);
      return;
    case 'motion-unit':
      settings.dotsPerUnitX = command.perInchX === 0 ? 1 : model.dotsPerInch / command.perInchX;
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
    case 'qr-store':
      settings.qrData = command.data;
      return;
    case 'barcode-height':
      settings.barHeightDots = command.dots;
      return;
    case 'barcode-module':
      settings.barModuleDots = command.dots;
      return;
    case 'barcode-text':
      settings.barText = command.where;
      return;
    default:
      return;
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
  Effect,
  { readonly does: 'tab-stops' | 'style' | 'letter-space' | 'left-margin' | 'area-width' }
>;

/** Effects that move nothing. */
export function applyEffect(settings: PaperSettings, effect: Setting, letterDots: number): void {
  const dots = (units: number): number => Math.round(units * settings.dotsPerUnitX);
  switch (effect.does) {
    case 'tab-stops':
      settings.tabStopsDots = effect.columns.map((column) => column * letterDots);
      return;
    case 'style': {
      const { bold, inverse, underline, font } = effect.style;
      const { underline: line, inverse: white, font: face, ...plain } = settings.style;
      const now = { underline: underline ?? line, inverse: inverse ?? white, font: font ?? face };
      settings.style = {
        ...plain,
        ...(bold !== undefined && { bold }),
        ...(now.underline && { underline: now.underline }),
        ...(now.inverse && { inverse: true }),
        ...(now.font === 'B' && { font: 'B' }),
      };
      return;
    }
    case 'letter-space': {
      const { space: _, ...style } = settings.style;
      settings.style = effect.units === 0 ? style : { ...style, space: dots(effect.units) };
      return;
    }
    case 'left-margin':
      settings.leftMarginDots = dots(effect.units);
      return;
    case 'area-width':
      settings.areaDots = dots(effect.units);
      return;
    default:
      effect satisfies never;
  }
}
