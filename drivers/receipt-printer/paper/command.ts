/** `ESC a`. */
export type Align = 'left' | 'center' | 'right';

/** Error correction of `GS ( k`, function 69. */
export type QrCorrection = 'L' | 'M' | 'Q' | 'H';

/** `other`: length known, not drawn. `unknown`: a byte that begins no command. */
export type Command =
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  | { readonly kind: 'line-feed' }
  | { readonly kind: 'initialise' }
  | { readonly kind: 'kanji-off' }
  | { readonly kind: 'international'; readonly set: number }
  | { readonly kind: 'code-page'; readonly number: number }
  | { readonly kind: 'bold'; readonly on: boolean }
  /** Multiples of the font size, 1 to 8. */
  | { readonly kind: 'size'; readonly width: number; readonly height: number }
  | {
      readonly kind: 'mode';
      readonly bold: boolean;
      readonly width: number;
      readonly height: number;
      readonly underline: boolean;
      readonly font: 'A' | 'B';
    }
  | { readonly kind: 'align'; readonly align: Align }
  | { readonly kind: 'motion-unit'; readonly perInchX: number; readonly perInchY: number }
  /** `null`: the model's `lineSpacingDots`. */
  | { readonly kind: 'line-spacing'; readonly units: number | null }
  | { readonly kind: 'feed'; readonly units: number }
  | { readonly kind: 'feed-lines'; readonly lines: number }
  | { readonly kind: 'user-glyphs'; readonly on: boolean }
  /** Bitmaps of `first`, `first + 1`, …: columns of three bytes, top dot is the highest bit. */
  | { readonly kind: 'define-glyphs'; readonly first: number; readonly bitmaps: readonly Uint8Array[] }
  | { readonly kind: 'qr-model' }
  | { readonly kind: 'qr-module'; readonly dots: number }
  | { readonly kind: 'qr-correction'; readonly level: QrCorrection }
  | { readonly kind: 'qr-store'; readonly data: Uint8Array }
  | { readonly kind: 'qr-print' }
  | { readonly kind: 'barcode-height'; readonly dots: number }
  | { readonly kind: 'barcode-module'; readonly dots: number }
  /** Text of a barcode: 0 none, 1 above, 2 below, 3 both. */
  | { readonly kind: 'barcode-text'; readonly where: number }
  /** CODE128 with `GS k 73`; the data selects code sets. */
  | { readonly kind: 'barcode'; readonly data: Uint8Array }
  /** Rows: the leftmost dot is the highest bit; 1 is black. */
  | { readonly kind: 'raster'; readonly widthBytes: number; readonly height: number; readonly data: Uint8Array }
  /** `inPlace`: no feed to the knife. */
  | { readonly kind: 'cut'; readonly full: boolean; readonly feedUnits: number; readonly inPlace?: true }
  | { readonly kind: 'status-back'; readonly mask: number }
  | { readonly kind: 'ask-queued'; readonly what: number }
  | { readonly kind: 'identify'; readonly what: number }
  | { readonly kind: 'ask-status'; readonly what: number }
  | { readonly kind: 'recover'; readonly how: number }
  | { readonly kind: 'clear-buffer' }
  | { readonly kind: 'other'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'unknown'; readonly bytes: Uint8Array };

/** Executed on arrival, before waiting commands. */
export type RealTimeCommand = Extract<Command, { readonly kind: 'ask-status' | 'recover' | 'clear-buffer' }>;

export const GLYPH_COLUMN_BYTES = 3;
