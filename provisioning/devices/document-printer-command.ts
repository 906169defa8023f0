import { kebabOf } from '../../drivers/device-kinds.ts';
import { type CommandSpec, JSON_OPTION, PROFILE_OPTION } from '../command/command-tree.ts';
import { parseCopies, parseFingerprint, parsePrinterLink, parsePrintKey, parseUser } from '../command/options.ts';

const ON_DOCUMENT_PRINTER = [
  PROFILE_OPTION,
  [
    '--link <address>',
    'ipp://HOST, ipp://HOST:PORT/PATH or ipps://… (default: port 631 and /ipp/print)',
    parsePrinterLink,
  ],
  [
    '--fingerprint <sha256>',
    'with ipps://, the certificate that the printer must show (default: any that this machine trusts)',
    parseFingerprint,
  ],
  [
    '--user <name>',
    'the owner of the jobs at the printer (default: asan-kiosk with the id of the kiosk; without a profile, asan-kiosk)',
    parseUser,
  ],
  JSON_OPTION,
] as const;

export const DOCUMENT_PRINTER_TOOL: CommandSpec = {
  name: kebabOf('documentPrinter'),
  does: 'Try the document printer (IPP) by hand',
  examples: [
    'asan-kiosk document-printer status --link ipp://192.0.2.9',
    'asan-kiosk document-printer print certificate.pdf --link ipps://printer.example:631/ipp/print',
  ],
  below: [
    {
      name: 'status',
      does: 'Print the model, the state and the supplies of the printer',
      options: ON_DOCUMENT_PRINTER,
      run: async () => (await import('./document-printer.ts')).documentPrinterStatus,
      notes: 'Exit code 1 if the printer does not answer or could not print now.',
      examples: [
        'asan-kiosk document-printer status --profile /etc/asan-kiosk/profile.yaml',
        'asan-kiosk document-printer status --link ipp://127.0.0.1:8631/ipp/print --json',
      ],
    },
    {
      name: 'print',
      does: 'Print a PDF, and check that all of it came out',
      takes: [['<file>', 'the PDF; - reads standard input']],
      options: [
        ...ON_DOCUMENT_PRINTER,
        ['--copies <number>', 'number of copies (default 1)', parseCopies],
        [
          '--key <name>',
          'names this job: a job that the printer remembers under KEY is not printed again',
          parsePrintKey,
        ],
      ],
      run: async () => (await import('./document-printer.ts')).printDocumentByHand,
      notes:
        'Ctrl-C cancels the job. If the answer is lost, nothing is sent again: the error line names the key to ask with.' +
        '\nThe display of the printer shows the job as KEY and `by hand`.',
      examples: [
        'asan-kiosk document-printer print certificate.pdf --link ipp://192.0.2.9',
        'asan-kiosk document-printer print - --copies 2 --json --link ipp://192.0.2.9 < certificate.pdf',
      ],
    },
    {
      name: 'cancel',
      does: 'Cancel all unfinished jobs of one user, also a job that is being printed',
      options: ON_DOCUMENT_PRINTER,
      run: async () => (await import('./document-printer.ts')).cancelDocuments,
      examples: [
        'asan-kiosk document-printer cancel --profile /etc/asan-kiosk/profile.yaml',
        "asan-kiosk document-printer cancel --user 'asan-kiosk K5' --json --link ipp://192.0.2.9",
      ],
    },
  ],
};
