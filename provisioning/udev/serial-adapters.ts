/** USB serial adapters and virtual ports that printers, readers, terminals and validators of this field come with (ids as in usb.ids). */
export const SERIAL_ADAPTERS = [
  { words: 'FTDI FT232', vendorId: 0x0403, productId: 0x6001 },
  { words: 'FTDI FT2232', vendorId: 0x0403, productId: 0x6010 },
  { words: 'FTDI FT-X', vendorId: 0x0403, productId: 0x6015 },
  { words: 'Prolific PL2303', vendorId: 0x067b, productId: 0x2303 },
  { words: 'WCH CH340', vendorId: 0x1a86, productId: 0x7523 },
  { words: 'Silicon Labs CP210x', vendorId: 0x10c4, productId: 0xea60 },
  { words: 'Silicon Labs CP2105', vendorId: 0x10c4, productId: 0xea70 },
  { words: 'Access-IS module, serial mode', vendorId: 0x0db5, productId: 0x0139 },
] as const;
