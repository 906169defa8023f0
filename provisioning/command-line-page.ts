import type { Command } from 'commander';
import { realClock } from '../drivers/clock.ts';
import { main } from './main.ts';
import { createProgram } from './program.ts';

/** Text of `docs/command-line.md`: the help of every command, in the order of the help. */
export async function commandLinePage(): Promise<string> {
  const sections: string[] = [];
  for (const path of commandPaths()) {
    sections.push(`## ${['asan-kiosk', ...path].join(' ')}\n\n\`\`\`text\n${(await helpOf(path)).trim()}\n\`\`\``);
  }
  return `${[HEAD, ...sections].join('\n\n')}\n`;
}

const HEAD = `# The command line

Made from \`--help\` by \`node test/tools/make-docs.mjs\`; do not edit by hand. In a checkout the command is
\`node dist/device/asan-kiosk.js\` after \`npm run build\`, or \`npx asan-kiosk\`. The shapes of the \`--json\` output
are in [drivers/README.md](../drivers/README.md).`;

/** Words of each command after `asan-kiosk`; the first entry, without words, is the root. */
export function commandPaths(): readonly (readonly string[])[] {
  const below = (command: Command): string[][] =>
    command.commands.flatMap((each) => [[each.name()], ...below(each).map((path) => [each.name(), ...path])]);
  return [[], ...below(createCompleteProgram())];
}

/** Program with all commands, only for reading their help. */
export const createCompleteProgram = (): Command => createProgram(SILENT, () => {});

export async function helpOf(path: readonly string[]): Promise<string> {
  let text = '';
  await main([...path, '--help'], {
    ...SILENT,
    out: (more) => {
      text += more;
    },
  });
  return text;
}

const SILENT = {
  out: () => {},
  outBytes: () => {},
  note: () => {},
  outIsTerminal: false,
  noteIsTerminal: false,
  noteIsJournal: false,
  inputIsTerminal: false,
  input: async () => new Uint8Array(0),
  ask: async () => null,
  askSecret: async () => null,
  onLines: () => () => {},
  onInterrupt: () => () => {},
  installedProfile: null,
  commonNote: '',
  clock: realClock,
};
