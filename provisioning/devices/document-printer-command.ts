import { kebabOf } from '../../drivers/device-kinds.ts';
import { type CommandSpec, JSON_OPTION, PROFILE_OPTION } from '../command/command-tree.ts';
import { parseCopies, parseFingerprint, parsePrinterLink, parsePrintKey, parseUser } from '../command/options.ts';

const ON_DOCUMENT_PRINTER = [
  PROFILE_OPTION,
  [
    '--link <address>',
    'ipp://HOST, ipp://HOST:PORT/PATH or ipps://… (port 631 and /ipp/print unless told)',
    parsePrinterLink,
  ],
  [
    '--fingerprint <sha256>',
    'with ipps://, the certificate that the printer has to show; without, one that this machine believes',
    parseFingerprint,
  ],
  [
    '--user <name>',
    'whose jobs these are at the printer (asan-kiosk with the id of the kiosk, or asan-kiosk without a profile)',
    parseUser,
  ],
  JSON_OPTION,
] as const;

/** The printer of whole sheets, by hand. */
export const DOCUMENT_PRINTER_TOOL: CommandSpec = {
  name: kebabOf('documentPrinter'),
  does: 'Try the printer of whole sheets (IPP) by hand',
  examples: [
    'asan-kiosk document-printer status --link ipp://192.0.2.9',
    'asan-kiosk document-printer print certificate.pdf --link ipps://printer.example:631/ipp/print',
  ],
  below: [
    {
      name: 'status',
      does: 'Ask the printer what it is, what stops it and what it holds',
      options: ON_DOCUMENT_PRINTER,
      run: async () => (await import('./document-printer.ts')).documentPrinterStatus,
      notes: 'Exit code 1 when the printer does not answer or could not print now.',
      examples: [
        'asan-kiosk document-printer status --profile /etc/asan-kiosk/profile.yaml',
        'asan-kiosk document-printer status --link ipp://127.0.0.1:8631/ipp/print --json',
      ],
    },
    {
      name: 'print',
      does: 'Print a PDF, and say whether all of it came out',
      takes: [['<file>', 'the PDF; - reads standard input']],
      options: [
        ...ON_DOCUMENT_PRINTER,
        ['--copies <number>', 'how many times, 1 unless told', parseCopies],
        [
          '--key <name>',
          'names this printing: what the printer remembers under it is not printed again',
          parsePrintKey,
        ],
      ],
      run: async () => (await import('./document-printer.ts')).printDocumentByHand,
      notes:
        'Ctrl-C takes the job back. When the answer is lost nothing is sent again: the line names the key to ask with.' +
        '\nWhoever looks at the printer sees the job as KEY and `by hand`.',
      examples: [
        'asan-kiosk document-printer print certificate.pdf --link ipp://192.0.2.9',
        'asan-kiosk document-printer print - --copies 2 --json --link ipp://192.0.2.9 < certificate.pdf',
      ],
    },
    {
      name: 'cancel',
      does: 'Take back whatever waits in the printer of one user',
      options: ON_DOCUMENT_PRINTER,
      run: async () => (await import('./document-printer.ts')).cancelDocuments,
      examples: [
        'asan-kiosk document-printer cancel --profile /etc/asan-kiosk/profile.yaml',
        "asan-kiosk document-printer cancel --user 'asan-kiosk K5' --json --link ipp://192.0.2.9",
      ],
    },
  ],
};
