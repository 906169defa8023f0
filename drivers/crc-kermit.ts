const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x8408 : crc >>> 1;
  return crc;
});

/** Table entry with this high byte; high bytes are unique, so a step can be undone. */
const BY_HIGH_BYTE = new Uint8Array(256);
for (const [index, entry] of TABLE.entries()) BY_HIGH_BYTE[entry >> 8] = index;

/** The checksum after one more byte. */
export const stepCrc = (crc: number, byte: number): number => (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0);

/** Undoes `stepCrc(…, 0)`. */
export function undoCrcStep(crc: number): number {
  const index = BY_HIGH_BYTE[crc >> 8] ?? 0;
  return (((crc ^ (TABLE[index] ?? 0)) & 0xff) << 8) | index;
}

/**
 * CRC-16/KERMIT: reflected polynomial 0x8408, start 0, no final exclusive-or. ZVT (PA00P016_04 chapter 3) calls it "CRC XModem". The
 * captured frame in `crc-kermit.test.ts` proves that the wire has KERMIT.
 */
export function crcKermit(bytes: Iterable<number>): number {
  let crc = 0;
  for (const byte of bytes) crc = stepCrc(crc, byte);
  return crc;
}
