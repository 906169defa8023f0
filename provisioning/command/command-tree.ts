import { Command, type CommanderError } from 'commander';
import type { Io } from './io.ts';
import type { CliOutcome } from './outcome.ts';

/** What the definition of a command needs: the process, and a place for how it ended. */
export interface CommandContext {
  readonly io: Io;
  readonly report: (outcome: CliOutcome) => void;
}

export const JSON_OPTION = ['--json', 'print one JSON value on standard output'] as const;
export const PROFILE_OPTION = ['--profile <file>', 'the profile of the cabinet (YAML)'] as const;

/** Commander's own error, and whose it is. */
export class UseError extends Error {
  readonly exitCode: number;
  constructor(command: Command, { code, exitCode, message }: CommanderError) {
    super(code === NO_COMMAND ? missingCommand(command) : oneLine(message, command));
    this.exitCode = exitCode;
  }
}

/** What commander says where a group is called without one of its commands. */
const NO_COMMAND = 'commander.help';

const throwing = (command: Command): Command =>
  command.exitOverride((error) => {
    throw new UseError(command, error);
  });

/** A new command below `parent`; it inherits how help is written. `usage` is a name with arguments. */
export function addCommand(parent: Command, usage: string, summary: string): Command {
  return throwing(parent.command(usage).summary(summary).description(`${summary}.`));
}

/** A command that only has commands below it. */
export function addGroup(parent: Command, name: string, summary: string): Command {
  return addCommand(parent, name, summary).helpCommand(false);
}

function missingCommand(group: Command): string {
  const names = group.commands.map((command) => command.name());
  const last = names.at(-1) ?? '';
  const all = names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${last}` : last;
  return `${fullName(group)}: say which: ${all}; see ${fullName(group)} --help`;
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
function fullName(command: Command): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();
}

/** The root. Mistakes are thrown as `UseError` and not printed: whoever parses does that. */
export function createRoot(io: Io): Command {
  return throwing(new Command('asan-kiosk'))
    .configureHelp({ helpWidth: HELP_WIDTH })
    .configureOutput({ writeOut: io.out, writeErr: () => {}, outputError: () => {} })
    .helpCommand('help [command]', 'display help for a command');
}

/** Columns; the page of `docs/command-line.md` must not depend on somebody's window. */
const HELP_WIDTH = 100;

function oneLine(text: string, command: Command): string {
  const [what = '', suggestion] = text.trim().split('\n');
  const said = what.replace(/^error: /, '').replace(/\.$/, '');
  const more = suggestion === undefined ? '' : ` ${suggestion.trim().replace('(Did you mean', '(did you mean')}`;
  return `${fullName(command)}: ${said}${more}; see ${fullName(command)} --help`;
}
