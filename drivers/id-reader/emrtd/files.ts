/** File of the chip (ICAO 9303-10 §3.9 to §4.7). */
export interface ChipFile {
  readonly name: string;
  readonly id: number;
  /** Short file identifier, for READ BINARY without SELECT. */
  readonly shortId: number;
  /** Tag of the file's only data object. */
  readonly tag: number;
  /** Longer files are not read. */
  readonly maxBytes: number;
}

const KIB = 1024;

/** DG1 to DG16 (ICAO 9303-10 §4.7). */
const DATA_GROUP_TAGS: readonly number[] = [
  0x61, 0x75, 0x63, 0x76, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f, 0x70,
];

export function dataGroup(number: number): ChipFile {
  const tag = DATA_GROUP_TAGS[number - 1];
  if (tag === undefined) throw new Error(`there is no data group ${number}`);
  return { name: `DG${number}`, id: 0x0100 + number, shortId: number, tag, maxBytes: 32 * KIB };
}

export const EF_CARD_ACCESS: ChipFile = {
  name: 'EF.CardAccess',
  id: 0x011c,
  shortId: 0x1c,
  tag: 0x31,
  maxBytes: 4 * KIB,
};
export const EF_COM: ChipFile = { name: 'EF.COM', id: 0x011e, shortId: 0x1e, tag: 0x60, maxBytes: KIB };
export const EF_SOD: ChipFile = { name: 'EF.SOD', id: 0x011d, shortId: 0x1d, tag: 0x77, maxBytes: 64 * KIB };

/** EF.ATR/INFO, a list of objects (ICAO 9303-10 §3.11.1). */
export const ATR_INFO_SHORT_ID = 0x01;

/** ICAO 9303-10 §3.4. */
export const APPLICATION_ID = 'a0000002471001';

export const MASTER_FILE_ID = 0x3f00;

export function dataGroupOfTag(tag: number): number | undefined {
  const index = DATA_GROUP_TAGS.indexOf(tag);
  return index < 0 ? undefined : index + 1;
}
