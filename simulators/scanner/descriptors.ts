import { fromHex } from '../../drivers/bytes.ts';

/**
 * HID Point of Sale Usage Tables 1.02, section 6. Report 2: count, identifier, 56 bytes of data, three of the maker; the last one's lowest
 * bit: the code continues.
 */
export const POS_DESCRIPTOR = fromHex(
  // Bar code scanner; scanned data report.
  '058c0902a1010912a102' +
    // Report 2; values of one byte.
    '8502150026ff007508' +
    // Byte count.
    '95010501093b8102' +
    // Symbology identifiers 1 to 3.
    '9503058c09fb09fc09fd8102' +
    // Decoded data, 56 cells.
    '953809fe820201' +
    // Maker's symbology code; a reserved byte.
    '95020666ff09048102' +
    // Continuation: one bit, padding to the byte.
    '058c09ff250175019501810295078103' +
    'c0' +
    // Feature report 254, one byte: mode.
    '0666ff09fe85fe26ff0075089501b102' +
    'c0',
);

/** Descriptor that does not describe its 63 bytes. */
export const OPAQUE_POS_DESCRIPTOR = fromHex('058c0902a1018501150026ff007508953f0912820201c0');
