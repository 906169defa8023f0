import { type CommandSpec, JSON_OPTION, PROFILE_OPTION } from './command/command-tree.ts';

export const VERIFY_COMMAND: CommandSpec = {
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
        ['--seal <file>', 'the certificates of the trusted seals (PEM)'],
        [PROFILE_OPTION[0], `${PROFILE_OPTION[1]}: its seals are trusted`],
        ['--office <url>', 'ask this office whether the document is valid'],
        ['--code <code>', 'the code on the paper, beside its number'],
        JSON_OPTION,
      ],
      run: async () => (await import('./verify/document.ts')).verifyDocument,
      notes:
        'For a PDF it proves that all of its bytes were sealed, when and by which seal; with --office also that it is still valid. About a' +
        '\npaper only the office can tell. Seals come from --seal or the profile and the office from --office, never from the checked' +
        '\ndocument: a code with another address proves nothing. Proves nothing about the person. Exit code 1 if it is not proved, or not' +
        '\nvalid any longer.',
      examples: [
        'asan-kiosk verify document certificate.pdf --seal office-seal.pem',
        'asan-kiosk verify document certificate.pdf --profile /etc/asan-kiosk/profile.yaml --office https://verify.example --json',
        'asan-kiosk verify document AÜ-2026-000001 --code 7QF2-0K4M-XW9R-3TBD --office https://verify.example',
        'zbarimg --quiet --raw photo.jpg | asan-kiosk verify document - --office https://verify.example',
      ],
    },
  ],
};
