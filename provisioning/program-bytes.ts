import { type CommandSpec, JSON_OPTION } from './command/command-tree.ts';
import { parseColumns } from './command/options.ts';

const RAW_OPTION = ['--raw', 'standard input is raw bytes, never hex'] as const;

const HEX = [['[hex...]', 'the bytes in hex; - or no argument reads standard input, as hex or raw bytes']] as const;

const DECODERS: readonly CommandSpec[] = [
  {
    name: 'mrz',
    does: 'Decode a machine-readable zone (ICAO 9303)',
    takes: [['[lines...]', 'the lines of the zone, or hex with --dialect; - or no argument reads standard input']],
    options: [
      ['--dialect <name>', 'bytes as a reader sends them: lines, 3m, 3m:xor, desko, desko:4f:4f, elyctis'],
      RAW_OPTION,
      JSON_OPTION,
    ],
    run: async () => (await import('./bytes/decode-mrz.ts')).decodeMrzCommand,
    notes:
      'A zone with wrong check digits is still decoded; then the exit code is 1. Quote the lines: < has a meaning in a shell.',
    examples: [
      "asan-kiosk decode mrz 'I<UTOD231458907<<<<<<<<<<<<<<<' '7408122F1204159UTO<<<<<<<<<<<6' 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'",
      'asan-kiosk decode mrz --json - < zone.txt',
      'asan-kiosk decode mrz --dialect elyctis --raw --json - < wire.bin',
    ],
  },
  {
    name: 'zvt',
    does: 'Decode the messages of a payment terminal and a kiosk',
    takes: HEX,
    options: [
      ['--serial', 'the bytes have the framing of a serial line (DLE STX … DLE ETX CRC)'],
      RAW_OPTION,
      JSON_OPTION,
    ],
    run: async () => (await import('./bytes/decode-wire.ts')).decodeZvtCommand,
    notes: 'Amounts are qəpik. Exit code 1 if the bytes hold no message.',
    examples: [
      'asan-kiosk decode zvt 06 01 07 04 00 00 00 00 01 90',
      'asan-kiosk decode zvt --serial --json 10 02 06 01 07 04 00 00 00 00 01 90 10 03 76 57',
    ],
  },
  {
    name: 'pn532',
    does: 'Decode the messages of a kiosk and a chip reader (PN532)',
    takes: HEX,
    options: [RAW_OPTION, JSON_OPTION],
    run: async () => (await import('./bytes/decode-wire.ts')).decodePn532Command,
    notes: 'Both directions may be mixed. Exit code 1 if the bytes hold no frame.',
    examples: [
      'asan-kiosk decode pn532 00 00 FF 02 FE D4 02 2A 00',
      'asan-kiosk decode pn532 --json 00 00 FF 06 FA D5 03 32 01 06 07 E8 00',
    ],
  },
  {
    name: 'escpos',
    does: 'Decode the commands to a receipt printer',
    takes: HEX,
    options: [
      ['--profile <model>', 'the printer model, for its code pages (default epson-tm-t20)'],
      RAW_OPTION,
      JSON_OPTION,
    ],
    run: async () => (await import('./bytes/decode-wire.ts')).decodeEscposCommand,
    examples: [
      'asan-kiosk decode escpos 1b 40 53 61 6c 61 6d 0a 1d 56 42 00',
      'asan-kiosk decode escpos --raw --json - < receipt.bin',
    ],
  },
  {
    name: 'star',
    does: 'Decode the StarPRNT commands to a receipt printer',
    takes: HEX,
    options: [
      ['--profile <model>', 'the printer model, for its code pages (default star-mc-print3)'],
      RAW_OPTION,
      JSON_OPTION,
    ],
    run: async () => (await import('./bytes/decode-wire.ts')).decodeStarCommand,
    examples: [
      'asan-kiosk decode star 1b 40 53 61 6c 61 6d 0a 1b 64 02',
      'asan-kiosk decode star --raw --json - < receipt.bin',
    ],
  },
  {
    name: 'ipp',
    does: 'Decode the messages of a document printer and a kiosk',
    takes: HEX,
    options: [RAW_OPTION, JSON_OPTION],
    run: async () => (await import('./bytes/decode-wire.ts')).decodeIppCommand,
    notes: 'One request or answer, with or without its HTTP header. Exit code 1 for anything else.',
    examples: [
      'asan-kiosk decode ipp 02 00 00 0b 00 00 00 01 01 03',
      'asan-kiosk decode ipp --json --raw - < request.bin',
    ],
  },
  {
    name: 'ccnet',
    does: 'Decode the messages of a bill validator and a kiosk',
    takes: HEX,
    options: [RAW_OPTION, JSON_OPTION],
    run: async () => (await import('./bytes/decode-wire.ts')).decodeCcnetCommand,
    notes: 'An answer is decoded for the command before it, otherwise for a poll. Exit code 1 without a frame.',
    examples: [
      'asan-kiosk decode ccnet 02 03 06 33 da 81 02 03 07 80 13 96 11',
      'asan-kiosk decode ccnet --json --raw - < validator.bin',
    ],
  },
  {
    name: 'hid',
    does: 'Decode a HID report descriptor, or reports of a scanner or keypad',
    takes: HEX,
    options: [
      ['--as <what>', 'descriptor, scanner or keypad (default: guessed)'],
      ['--model <name>', 'the keypad model, for its table of keys (default storm-audio-nav)'],
      RAW_OPTION,
      JSON_OPTION,
    ],
    run: async () => (await import('./bytes/decode-hid.ts')).decodeHidCommand,
    notes: 'Give whole reports, one after the other; a code in several reports is put together.',
    examples: [
      'asan-kiosk decode hid --as keypad 00 00 72 00 00 00 00 00',
      'asan-kiosk decode hid --as descriptor --raw - < /sys/class/hidraw/hidraw0/device/report_descriptor',
    ],
  },
  {
    name: 'apdu',
    does: 'Decode one command to a chip card, or one answer of it (ISO/IEC 7816-4)',
    takes: HEX,
    options: [['--as <what>', 'command or response (default: guessed)'], RAW_OPTION, JSON_OPTION],
    run: async () => (await import('./bytes/decode-apdu.ts')).decodeApduCommand,
    notes: 'Encrypted parts of secure messaging are not decoded. Exit code 1 if the lengths do not fit.',
    examples: [
      'asan-kiosk decode apdu 00 a4 04 0c 07 a0 00 00 02 47 10 01',
      'asan-kiosk decode apdu --json --as response 60 14 5f 01 90 00',
    ],
  },
];

const RECEIPT: CommandSpec = {
  name: 'receipt',
  does: 'Make the printer bytes of a receipt: StarPRNT for a model of Star, otherwise ESC/POS',
  takes: [['<file.json>', 'the receipt; - reads standard input. Its shape is in drivers/README.md']],
  options: [
    ['--profile <model>', 'the printer model (default epson-tm-t20)'],
    ['--out <file>', 'write the bytes to a file instead of to standard output'],
    ['--json', 'print the result as one JSON value; needs --out'],
  ],
  run: async () => (await import('./bytes/encode-receipt.ts')).encodeReceiptCommand,
  examples: [
    'asan-kiosk encode receipt test/bench/receipt.json --out receipt.bin',
    'asan-kiosk encode receipt receipt.json --profile pos-5890 > receipt.bin',
  ],
};

const drawn = (model: string): NonNullable<CommandSpec['options']> => [
  ['--png <file>', 'write a picture of the paper; a second paper goes to file-2.png, and so on'],
  ['--text <file>', 'write the text of the paper, UTF-8; - is standard output'],
  ['--columns <number>', 'letters per line (default: from the model)', parseColumns],
  ['--profile <model>', `the printer model (default ${model})`],
  ['--json', 'print every paper as one JSON value: its lines, its QR codes, its length'],
];

const ESCPOS: CommandSpec = {
  name: 'escpos',
  does: 'Draw the paper that ESC/POS bytes make, dot by dot',
  takes: [['<file.bin>', 'the bytes; - reads standard input']],
  options: drawn('epson-tm-t20'),
  run: async () => (await import('./bytes/render-escpos.ts')).renderEscposCommand,
  notes: 'Without --png, --text and --json the text goes to standard output.',
  examples: [
    'asan-kiosk render escpos receipt.bin --png receipt.png --text receipt.txt',
    'asan-kiosk encode receipt receipt.json --profile pos-5890 | asan-kiosk render escpos - --profile pos-5890',
  ],
};

const STAR: CommandSpec = {
  ...ESCPOS,
  name: 'star',
  does: 'Draw the paper that StarPRNT bytes make, dot by dot',
  options: drawn('star-mc-print3'),
  run: async () => (await import('./bytes/render-escpos.ts')).renderStarCommand,
  examples: [
    'asan-kiosk render star receipt.bin --png receipt.png --text receipt.txt',
    'asan-kiosk encode receipt receipt.json --profile star-mc-print3 | asan-kiosk render star -',
  ],
};

export const BYTE_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'decode',
    does: 'Decode bytes to words',
    examples: ['asan-kiosk decode zvt 06 0F 00', 'asan-kiosk decode mrz - < zone.txt'],
    below: DECODERS,
  },
  {
    name: 'encode',
    does: 'Encode values to bytes',
    examples: [
      'asan-kiosk encode receipt receipt.json --out receipt.bin',
      'asan-kiosk encode receipt receipt.json | asan-kiosk decode escpos --raw -',
    ],
    below: [RECEIPT],
  },
  {
    name: 'render',
    does: 'Show the paper that a printer would print',
    examples: ['asan-kiosk render escpos receipt.bin --png receipt.png', 'asan-kiosk render escpos receipt.bin'],
    below: [ESCPOS, STAR],
  },
];
