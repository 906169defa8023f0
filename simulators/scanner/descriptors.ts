import { fromHex } from '../../drivers/bytes.ts';

/**
 * Reports of a HID POS scanner (HID Point of Sale Usage Tables 1.02, section 6). Report 2 has count, identifier, 56 bytes of data, three
 * bytes of the maker, and the continuation bit. The lowest bit of the last of those three bytes says that the code continues.
 */
export const POS_DESCRIPTOR = fromHex(
  // Bar code scanner, application; scanned data report, logical.
  '058c0902a1010912a102' +
    // Report 2; values of one byte.
    '8502150026ff007508' +
    // Byte count.
    '95010501093b8102' +
    // Symbology identifiers 1 to 3.
    '9503058c09fb09fc09fd8102' +
    // Decoded data, 56 cells.
    '953809fe820201' +
    // The maker's own code of the symbology, and a reserved byte.
    '95020666ff09048102' +
    // Decoded data continued: one bit, and padding to the byte.
    '058c09ff250175019501810295078103' +
    'c0' +
    // Feature report 254, one byte: the mode.
    '0666ff09fe85fe26ff0075089501b102' +
    'c0',
);

/** A scanner that does not describe the content of its 63 bytes. */
export const OPAQUE_POS_DESCRIPTOR = fromHex('058c0902a1018501150026ff007508953f0912820201c0');
