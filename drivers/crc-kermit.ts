const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x8408 : crc >>> 1;
  return crc;
});

/** Which entry has this high byte: no two have the same, so that a step can be taken back. */
const BY_HIGH_BYTE = new Uint8Array(256);
for (const [index, entry] of TABLE.entries()) BY_HIGH_BYTE[entry >> 8] = index;

/** The checksum after one more byte. */
export const stepCrc = (crc: number, byte: number): number => (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0);

/** What `stepCrc(…, 0)` made this of. */
export function unstepCrc(crc: number): number {
  const index = BY_HIGH_BYTE[crc >> 8] ?? 0;
  return (((crc ^ (TABLE[index] ?? 0)) & 0xff) << 8) | index;
}

/**
 * CRC-16/KERMIT: reflected polynomial 0x8408, start 0, no final exclusive-or. ZVT (PA00P016_04 chapter 3) names it "CRC
 * XModem", but what goes over the wire is this one: the captured frame in `crc-kermit.test.ts` proves it.
 */
export function crcKermit(bytes: Iterable<number>): number {
  let crc = 0;
  for (const byte of bytes) crc = stepCrc(crc, byte);
  return crc;
}
