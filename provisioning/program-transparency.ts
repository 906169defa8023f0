import type { Command } from 'commander';
import {
  addCommand,
  addGroup,
  type CommandContext,
  examples,
  JSON_OPTION,
  notes,
  PROFILE_OPTION,
} from './command/command-tree.ts';
import type { PageOptions } from './transparency/page.ts';
import type { ProofOptions } from './transparency/proof.ts';
import type { CheckpointOptions, ExportOptions, LogOptions } from './transparency/publish.ts';
import type { VerifyOptions } from './transparency/verify.ts';

const PROFILE = '--profile /etc/asan-kiosk/profile.yaml';

/** The public book of what was decided. All of it reads beside a kiosk that runs. */
export function addTransparencyCommands(root: Command, context: CommandContext): void {
  const group = addGroup(root, 'transparency', 'Publish the log of what was decided, and check receipts against it');
  notes(group, 'Reads beside a kiosk that runs. Without --profile the log of `run --simulate` is read.');
  examples(group, ['asan-kiosk transparency verify receipt.txt', 'asan-kiosk transparency export --out /srv/log']);
  addVerify(group, context);
  addProof(group, context);
  addCheckpoint(group, context);
  addKey(group, context);
  addExport(group, context);
  addCosign(group, context);
  addPage(group, context);
}

const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
const KEY_OPTION = ['--key <key>', 'a key of a log (name+id+key); may be given again', several] as const;

function addVerify(group: Command, { io, report }: CommandContext): void {
  const verify = addCommand(group, 'verify <file> [later]', "Check the text of a receipt's code, or checkpoints")
    .option(...PROFILE_OPTION)
    .option(...KEY_OPTION)
    .option('--witness <key>', 'the key of a witness (name+id+key); may be given again', several)
    .option('--tiles <folder>', 'an exported log, instead of the ledger of the profile')
    .option(...JSON_OPTION)
    .action(async (file: string, later: string | undefined, options: VerifyOptions) => {
      const { verifyCommand } = await import('./transparency/verify.ts');
      report(await verifyCommand(later === undefined ? [file] : [file, later], options, io));
    });
  notes(
    verify,
    'FILE is the text of a receipt’s code, or one or two checkpoints; - is standard input. Keys come from --key and' +
      '\n--witness, or from the kiosk of the profile, and never from what is checked. With --tiles a receipt is also' +
      '\nchecked against what the log became. Exit code 1 when it is not proved.',
  );
  examples(verify, [
    'asan-kiosk transparency verify receipt.txt',
    'zbarimg --quiet --raw receipt.png | asan-kiosk transparency verify - --key "$KEY" --json',
    'asan-kiosk transparency verify monday.txt tuesday.txt --tiles /srv/log --key "$KEY"',
  ]);
}

function addProof(group: Command, { io, report }: CommandContext): void {
  const proof = addCommand(group, 'proof <receipt>', 'Write the proof of a receipt as other tools read it')
    .option(...PROFILE_OPTION)
    .option(...KEY_OPTION)
    .option('--witness <key>', 'the key of a witness (name+id+key); may be given again', several)
    .option('--out <file>', 'where to, instead of standard output')
    .option(...JSON_OPTION)
    .action(async (file: string, options: ProofOptions) => {
      const { proofCommand } = await import('./transparency/proof.ts');
      report(await proofCommand(file, options, io));
    });
  notes(
    proof,
    'The text form of c2sp.org/tlog-proof. RECEIPT is the text of a receipt’s code; - is standard input. Its extra line is the' +
      '\nentry of the log, base64; nothing that only the receipt knows is in it. Exit code 1 when the receipt is not proved.',
  );
  examples(proof, [
    'asan-kiosk transparency proof receipt.txt --out receipt.tlog-proof',
    'zbarimg --quiet --raw receipt.png | asan-kiosk transparency proof - --key "$KEY"',
  ]);
}

function addCheckpoint(group: Command, { io, report }: CommandContext): void {
  const checkpoint = addCommand(group, 'checkpoint', 'Print the signed checkpoint of the log')
    .option(...PROFILE_OPTION)
    .option('--cosigned', 'the newest one that witnesses signed, instead of the newest')
    .option(...JSON_OPTION)
    .action(async (options: CheckpointOptions) => {
      const { checkpointCommand } = await import('./transparency/publish.ts');
      report(await checkpointCommand(options, io));
    });
  examples(checkpoint, ['asan-kiosk transparency checkpoint', `asan-kiosk transparency checkpoint ${PROFILE} --json`]);
}

function addKey(group: Command, { io, report }: CommandContext): void {
  const key = addCommand(group, 'key', 'Print the keys that verifiers of the log need')
    .option(...PROFILE_OPTION)
    .option(...JSON_OPTION)
    .action(async (options: LogOptions) => {
      const { keyCommand } = await import('./transparency/publish.ts');
      report(await keyCommand(options, io));
    });
  notes(key, 'Every key the log ever had, oldest first, then those of the witnesses. None of them is secret.');
  examples(key, ['asan-kiosk transparency key', `asan-kiosk transparency key ${PROFILE} --json`]);
}

function addExport(group: Command, { io, report }: CommandContext): void {
  const tiles = addCommand(group, 'export', 'Write the log as static files for any web server or mirror')
    .requiredOption('--out <folder>', 'where to; what is whole there from an earlier time is kept')
    .option(...PROFILE_OPTION)
    .option(...JSON_OPTION)
    .action(async (options: ExportOptions) => {
      const { exportCommand } = await import('./transparency/publish.ts');
      report(await exportCommand(options, io));
    });
  notes(tiles, 'Tiles and entries as c2sp.org/tlog-tiles has them, and the checkpoint, which is written last.');
  examples(tiles, [
    'asan-kiosk transparency export --out /srv/log',
    `asan-kiosk transparency export --out log ${PROFILE}`,
  ]);
}

function addCosign(group: Command, { io, report }: CommandContext): void {
  const cosign = addCommand(group, 'cosign <file>', 'Take a checkpoint of this log that witnesses have signed')
    .option(...PROFILE_OPTION)
    .option(...JSON_OPTION)
    .action(async (file: string, options: LogOptions) => {
      const { cosignCommand } = await import('./transparency/publish.ts');
      report(await cosignCommand(file, options, io));
    });
  notes(
    cosign,
    'Refused unless this log signed it, was that tree, and a witness of the profile (transparency.witnesses) signed it' +
      '\n(c2sp.org/tlog-cosignature, cosignature/v1). The newest is kept beside the ledger; - is standard input.',
  );
  examples(cosign, [
    `asan-kiosk transparency cosign checkpoint.txt ${PROFILE}`,
    `curl -s https://witness.example/log | asan-kiosk transparency cosign - ${PROFILE}`,
  ]);
}

function addPage(group: Command, { io, report }: CommandContext): void {
  const page = addCommand(group, 'page', 'Write the page on which anybody can check a receipt, without a network')
    .requiredOption('--out <file>', 'where to (HTML, one file)')
    .option(...KEY_OPTION)
    .option(...PROFILE_OPTION)
    .option(...JSON_OPTION)
    .action(async (options: PageOptions) => {
      const { pageCommand } = await import('./transparency/page.ts');
      report(await pageCommand(options, io));
    });
  notes(page, 'The keys of the log and its witnesses are in the page; --key adds those of other kiosks of the centre.');
  examples(page, [
    'asan-kiosk transparency page --out verify.html',
    `asan-kiosk transparency page --out verify.html ${PROFILE}`,
  ]);
}
