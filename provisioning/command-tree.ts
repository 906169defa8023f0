import { Command } from 'commander';
import type { Io } from './io.ts';
import type { CliOutcome } from './outcome.ts';

/** What the definition of a command needs: the process, and a place for how it ended. */
export interface CommandContext {
  readonly io: Io;
  readonly report: (outcome: CliOutcome) => void;
}

export const JSON_OPTION = ['--json', 'print one JSON value on standard output'] as const;
export const PROFILE_OPTION = ['--profile <file>', 'the profile of the cabinet (YAML)'] as const;

/** A new command below `parent`; it inherits how errors and help are written. `usage` is a name with arguments. */
export function addCommand(parent: Command, usage: string, summary: string): Command {
  const command = parent.command(usage).summary(summary).description(`${summary}.`);
  // Commander does not tell `outputError` whose error it is.
  return command.configureOutput({ outputError: (text, write) => write(oneLine(text, fullName(command))) });
}

/** A command that only has commands below it; alone it is wrong use, in one line that names them. */
export function addGroup(parent: Command, name: string, summary: string): Command {
  const group = addCommand(parent, name, summary);
  group.helpCommand(false).action(() => group.error(missingCommand(group)));
  return group;
}

export function missingCommand(group: Command): string {
  const names = group.commands.map((command) => command.name());
  const last = names.at(-1) ?? '';
  return `error: say which: ${names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${last}` : last}`;
}

/** Examples below the help of a command, each a whole command line. */
export function examples(command: Command, lines: readonly string[]): Command {
  return command.addHelpText('after', `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`);
}

/** More to know, between the options and the examples. */
export function notes(command: Command, text: string): Command {
  return command.addHelpText('after', `\n${text}`);
}

/** `asan-kiosk decode zvt`, from the root down. */
export function fullName(command: Command): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();
}

/** The root. Errors of use become one line that ends in where to look. */
export function createRoot(io: Io): Command {
  const root = new Command('asan-kiosk');
  return root
    .exitOverride()
    .configureHelp({ helpWidth: HELP_WIDTH })
    .configureOutput({
      writeOut: io.out,
      writeErr: (text) => io.note(text.trimEnd()),
      outputError: (text, write) => write(oneLine(text, fullName(root))),
    })
    .helpCommand('help [command]', 'display help for a command');
}

/** Columns; the page of `docs/command-line.md` must not depend on somebody's window. */
const HELP_WIDTH = 100;

function oneLine(text: string, name: string): string {
  const [what = '', suggestion] = text.trim().split('\n');
  const said = what.replace(/^error: /, '').replace(/\.$/, '');
  const more = suggestion === undefined ? '' : ` ${suggestion.trim().replace('(Did you mean', '(did you mean')}`;
  return `${name}: ${said}${more}; see ${name} --help`;
}
