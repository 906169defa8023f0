import { type CommandSpec, JSON_OPTION, PROFILE_OPTION, requiredOption } from './command/command-tree.ts';
import type { Io } from './command/io.ts';
import type { VerifyReceiptsOptions } from './transparency/verify.ts';

const PROFILE = '--profile /etc/asan-kiosk/profile.yaml';

const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
const KEY_OPTION = ['--key <key>', 'a key of a log (name+id+key); may be repeated', several] as const;
const WITNESS_OPTION = ['--witness <key>', 'the key of a witness (name+id+key); may be repeated', several] as const;

const VERIFY: CommandSpec = {
  name: 'verify <file> [later]',
  does: "Check the text of a receipt's code, or checkpoints",
  options: [
    PROFILE_OPTION,
    KEY_OPTION,
    WITNESS_OPTION,
    ['--tiles <folder>', 'an exported log, instead of the ledger of the profile'],
    JSON_OPTION,
  ],
  insteadOfProfile: ['key'],
  async run() {
    const { verifyReceiptsCommand } = await import('./transparency/verify.ts');
    return (file: string, later: string | undefined, options: VerifyReceiptsOptions, io: Io) =>
      verifyReceiptsCommand(later === undefined ? [file] : [file, later], options, io);
  },
  notes:
    'FILE is the text of a receipt’s code, or one or two checkpoints; - is standard input. Keys come from --key and' +
    '\n--witness, or from the kiosk of the profile, never from the checked text. With --tiles a receipt is also' +
    '\nchecked against the later log. Exit code 1 if it is not proved.',
  examples: [
    'asan-kiosk transparency verify receipt.txt',
    'zbarimg --quiet --raw receipt.png | asan-kiosk transparency verify - --key "$KEY" --json',
    'asan-kiosk transparency verify monday.txt tuesday.txt --tiles /srv/log --key "$KEY"',
  ],
};

const PROOF: CommandSpec = {
  name: 'proof <receipt>',
  does: 'Write the proof of a receipt for other tools',
  options: [
    PROFILE_OPTION,
    KEY_OPTION,
    WITNESS_OPTION,
    ['--out <file>', 'file instead of standard output'],
    JSON_OPTION,
  ],
  insteadOfProfile: ['key'],
  run: async () => (await import('./transparency/proof.ts')).writeReceiptProof,
  notes:
    'The text form of c2sp.org/tlog-proof. RECEIPT is the text of a receipt’s code; - is standard input. Its extra line is the' +
    '\nentry of the log, base64; it has no data that only the receipt has. Exit code 1 if the receipt is not proved.',
  examples: [
    'asan-kiosk transparency proof receipt.txt --out receipt.tlog-proof',
    'zbarimg --quiet --raw receipt.png | asan-kiosk transparency proof - --key "$KEY"',
  ],
};

export const TRANSPARENCY_COMMAND: CommandSpec = {
  name: 'transparency',
  does: 'Publish the log of decisions, and check receipts against it',
  notes: 'Works beside a running kiosk. Without a profile, it reads the log of `run --simulate`.',
  examples: ['asan-kiosk transparency verify receipt.txt', 'asan-kiosk transparency export --out /srv/log'],
  below: [
    VERIFY,
    PROOF,
    {
      name: 'checkpoint',
      does: 'Print the signed checkpoint of the log',
      options: [
        PROFILE_OPTION,
        ['--cosigned', 'the newest one with signatures of witnesses, instead of the newest'],
        JSON_OPTION,
      ],
      run: async () => (await import('./transparency/publish.ts')).checkpointCommand,
      examples: ['asan-kiosk transparency checkpoint', `asan-kiosk transparency checkpoint ${PROFILE} --json`],
    },
    {
      name: 'key',
      does: 'Print the keys that verifiers of the log need',
      options: [PROFILE_OPTION, JSON_OPTION],
      run: async () => (await import('./transparency/publish.ts')).printLogKeyCommand,
      notes: 'All keys that the log ever had, oldest first, then the keys of the witnesses. None of them is secret.',
      examples: ['asan-kiosk transparency key', `asan-kiosk transparency key ${PROFILE} --json`],
    },
    {
      name: 'export',
      does: 'Write the log as static files for any web server or mirror',
      options: [
        requiredOption('--out <folder>', 'the folder; complete files of an earlier export are kept'),
        PROFILE_OPTION,
        JSON_OPTION,
      ],
      run: async () => (await import('./transparency/publish.ts')).exportCommand,
      notes: 'Tiles and entries in the form of c2sp.org/tlog-tiles, and the checkpoint, which is written last.',
      examples: [
        'asan-kiosk transparency export --out /srv/log',
        `asan-kiosk transparency export --out log ${PROFILE}`,
      ],
    },
    {
      name: 'cosign <file>',
      does: 'Keep a checkpoint of this log with signatures of witnesses',
      options: [PROFILE_OPTION, JSON_OPTION],
      run: async () => (await import('./transparency/publish.ts')).addCosignedCheckpoint,
      notes:
        'Accepted only if this log signed it, had this tree, and a witness of the profile (transparency.witnesses) signed it' +
        '\n(c2sp.org/tlog-cosignature, cosignature/v1). The newest is kept beside the ledger; - is standard input.',
      examples: [
        `asan-kiosk transparency cosign checkpoint.txt ${PROFILE}`,
        `curl -s https://witness.example/log | asan-kiosk transparency cosign - ${PROFILE}`,
      ],
    },
    {
      name: 'page',
      does: 'Write the page for checking receipts without a network',
      options: [requiredOption('--out <file>', 'the page (HTML, one file)'), KEY_OPTION, PROFILE_OPTION, JSON_OPTION],
      run: async () => (await import('./transparency/page.ts')).writeReceiptCheckPage,
      notes: 'The keys of the log and its witnesses are in the page; --key adds keys of other kiosks of the centre.',
      examples: [
        'asan-kiosk transparency page --out verify.html',
        `asan-kiosk transparency page --out verify.html ${PROFILE}`,
      ],
    },
  ],
};
