import { type CommandSpec, JSON_OPTION, PROFILE_OPTION } from './command/command-tree.ts';

/** What anybody can check of the papers of an office. */
export const VERIFY: CommandSpec = {
  name: 'verify',
  does: 'Check a document of the office: its seal, and whether it is valid',
  examples: [
    'asan-kiosk verify document certificate.pdf --seal office-seal.pem',
    'asan-kiosk verify document code.png --office https://verify.example',
  ],
  below: [
    {
      name: 'document',
      does: 'Check the seal of a PDF, or ask the office about a paper',
      takes: [
        ['<what>', 'a PDF, a picture (PNG) or the text of its QR code, or with --code its number; - is standard input'],
      ],
      options: [
        ['--seal <file>', 'the certificates of the seals that are believed (PEM)'],
        [PROFILE_OPTION[0], `${PROFILE_OPTION[1]}: the seals that it names`],
        ['--office <url>', 'ask this office whether it stands by the document'],
        ['--code <code>', 'the code that stands on the paper beside its number'],
        JSON_OPTION,
      ],
      run: async () => (await import('./verify/document.ts')).verifyDocument,
      notes:
        'Of a PDF it is proved that all of its bytes were sealed, when and by whom; with --office also that it was not withdrawn. Of a' +
        '\npaper only the office can say something. Seals come from --seal or the profile and the office from --office, never from what' +
        '\nis checked: a code that leads elsewhere proves nothing. Says nothing of the person. Exit code 1 when it is not proved, or not' +
        '\nvalid any more.',
      examples: [
        'asan-kiosk verify document certificate.pdf --seal office-seal.pem',
        'asan-kiosk verify document certificate.pdf --profile /etc/asan-kiosk/profile.yaml --office https://verify.example --json',
        'asan-kiosk verify document AÜ-2026-000001 --code 7QF2-0K4M-XW9R-3TBD --office https://verify.example',
        'zbarimg --quiet --raw photo.jpg | asan-kiosk verify document - --office https://verify.example',
      ],
    },
  ],
};
