const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x8408 : crc >>> 1;
  return crc;
});

/**
 * CRC-16/KERMIT: reflected polynomial 0x8408, start 0, no final exclusive-or. ZVT (PA00P016_04 chapter 3) names it "CRC
 * XModem", but what goes over the wire is this one: the captured frame in `crc-kermit.test.ts` proves it.
 */
export function crcKermit(bytes: Iterable<number>): number {
  let crc = 0;
  for (const byte of bytes) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0);
  return crc;
}
