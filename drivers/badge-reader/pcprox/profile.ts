/** A model of badge reader, as data. */
export interface BadgeReaderModel {
  readonly words: string;
  readonly vendorId: number;
  readonly productId: number;
}

export const BADGE_READER_MODELS = {
  pcprox: { words: 'RF IDeas pcProx', vendorId: 0x0c27, productId: 0x3bfa },
} as const satisfies Readonly<Record<string, BadgeReaderModel>>;
