/** Parameter counts, by the second byte, of commands that this project does not send, so that their parameters are not read as text. */
// biome-ignore format: a table of pairs
export const ESC_OTHER: Readonly<Record<number, number>> = {
  32: 1, 36: 2, 45: 1, 61: 1, 63: 1, 66: 2, 71: 1, 75: 1, 76: 0, 77: 1, 83: 0, 84: 1, 85: 1, 86: 1,
  87: 8, 92: 2, 99: 2, 101: 1, 112: 3, 114: 1, 117: 1, 118: 0, 123: 1,
};
// biome-ignore format: a table of pairs
export const GS_OTHER: Readonly<Record<number, number>> = {
  36: 2, 47: 1, 58: 0, 66: 1, 69: 1, 76: 2, 84: 1, 87: 2, 92: 2, 94: 3, 98: 1, 99: 0,
  102: 1, 103: 4, 106: 1, 111: 4,
};
/** One user-defined Kanji of 24 × 24 dots, `FS 2`. */
const KANJI_BYTES = 72;
export const FS_OTHER: Readonly<Record<number, number>> = {
  33: 1,
  38: 0,
  45: 1,
  50: 2 + KANJI_BYTES,
  63: 2,
  67: 1,
  83: 2,
  87: 1,
  112: 2,
};

/** What must follow `DLE DC4` for it to clear the buffers. */
export const CLEAR_PARAMS: readonly number[] = [0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08];
