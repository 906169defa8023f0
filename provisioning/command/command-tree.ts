import { Command, type CommanderError, Option } from 'commander';
import { INSTALLED } from '../machine/installed.ts';
import type { Io } from './io.ts';
import type { CliOutcome } from './outcome.ts';

export interface CommandContext {
  readonly io: Io;
  readonly report: (outcome: CliOutcome) => void;
}

/** Flags, meaning, and parser or default; or an option object of commander. */
type OptionSpec =
  | Option
  | readonly [flags: string, means: string, parse?: ((text: string, before: never) => unknown) | string];

export interface CommandSpec {
  readonly name: string;
  readonly does: string;
  readonly takes?: readonly (readonly [argument: string, means: string, parse?: (text: string) => unknown])[];
  readonly options?: readonly OptionSpec[];
  readonly insteadOfProfile?: readonly string[];
  readonly notes?: string | readonly string[];
  readonly examples: readonly string[];
  /** Imported when the command runs. Absent: a group of commands. */
  readonly run?: () => Promise<(...given: never[]) => Promise<CliOutcome>>;
  readonly below?: readonly CommandSpec[];
}

export const JSON_OPTION = ['--json', 'print one JSON value on standard output'] as const;
export const EVENTS_OPTION = ['--json', 'print each event as one JSON value a line'] as const;
/** Every command with it uses the installed profile by default (`useInstalledProfile`). */
export const PROFILE_OPTION = ['--profile <file>', 'the profile of the cabinet (YAML)'] as const;

export const requiredOption = (flags: string, means: string, parse: (text: string) => unknown = String): Option =>
  new Option(flags, means).argParser(parse).makeOptionMandatory();

export class UsageError extends Error {
  readonly exitCode: number;
  constructor(command: Command, { code, exitCode, message }: CommanderError) {
    super(code === NO_COMMAND ? missingCommand(command) : oneLine(message, command));
    this.exitCode = exitCode;
  }
}

const NO_COMMAND = 'commander.help';

const throwing = (command: Command): Command =>
  command.exitOverride((error) => {
    throw new UsageError(command, error);
  });

/** Adds commands below `parent`; they inherit the format of the help. */
export function addCommands(parent: Command, specs: readonly CommandSpec[], context: CommandContext): void {
  for (const spec of specs) addCommand(parent, spec, context);
}

function addCommand(parent: Command, spec: CommandSpec, context: CommandContext): void {
  const { name, does, takes = [], options = [], insteadOfProfile = [], run, below } = spec;
  const command = throwing(parent.command(name).summary(does).description(`${does}.`));
  for (const argument of takes) command.argument(...argument);
  for (const option of options) addOption(command, option);
  if (run) {
    command.action(async (...given: unknown[]) => {
      useInstalledProfile(command, context.io, insteadOfProfile);
      context.report(await (await run())(...([...given.slice(0, -1), context.io] as never[])));
    });
  }
  addHelp(command, spec);
  // Options after a subcommand's name belong to the subcommand.
  if (run && below) command.enablePositionalOptions();
  if (below) addCommands(command.helpCommand(false), below, context);
}

function useInstalledProfile(command: Command, { installedProfile }: Io, instead: readonly string[]): void {
  if (installedProfile === null || !command.options.some(({ flags }) => flags === PROFILE_OPTION[0])) return;
  const named = command.registeredArguments.flatMap((argument, at) =>
    command.args[at] === undefined ? [] : argument.name(),
  );
  const said = [...named, ...Object.keys(command.opts())];
  if (said.includes('profile') || instead.some((name) => said.includes(name))) return;
  command.setOptionValueWithSource('profile', installedProfile, 'default');
}

function addOption(command: Command, option: OptionSpec): void {
  if (option instanceof Option) command.addOption(option);
  else {
    const [flags, what, parse] = option;
    const means = flags === PROFILE_OPTION[0] ? `${what}; default: ${INSTALLED.profile}, if it exists` : what;
    if (typeof parse === 'function') command.option(flags, means, parse as (text: string) => unknown);
    else command.option(flags, means, parse);
  }
}

function missingCommand(group: Command): string {
  const names = group.commands.map((command) => command.name());
  const last = names.at(-1) ?? '';
  const all = names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${last}` : last;
  return `${fullName(group)}: say which: ${all}; see ${fullName(group)} --help`;
}

export function addHelp(command: Command, { notes = [], examples }: Pick<CommandSpec, 'notes' | 'examples'>): void {
  for (const text of [notes].flat()) command.addHelpText('after', `\n${text}`);
  command.addHelpText('after', `\nExamples:\n${examples.map((line) => `  ${line}`).join('\n')}`);
}

function fullName(command: Command): string {
  return command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name();
}

/** The root command. It throws mistakes as `UsageError`, and the caller that parses prints them. */
export function createRoot(io: Io): Command {
  return throwing(new Command('asan-kiosk'))
    .configureHelp({ helpWidth: HELP_WIDTH })
    .configureOutput({ writeOut: io.out, writeErr: () => {}, outputError: () => {} })
    .helpCommand('help [command]', 'display help for a command')
    .enablePositionalOptions();
}

/** `docs/command-line.md` must not depend on a window. */
const HELP_WIDTH = 100;

function oneLine(text: string, command: Command): string {
  const [what = '', suggestion] = text.trim().split('\n');
  const said = what.replace(/^error: /, '').replace(/\.$/, '');
  const more = suggestion === undefined ? '' : ` ${suggestion.trim().replace('(Did you mean', '(did you mean')}`;
  return `${fullName(command)}: ${said}${more}; see ${fullName(command)} --help`;
}
