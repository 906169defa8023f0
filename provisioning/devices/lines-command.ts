import { type Command, InvalidArgumentError } from 'commander';
import {
  addCommand,
  addGroup,
  type CommandContext,
  examples,
  JSON_OPTION,
  notes,
  PROFILE_OPTION,
} from '../command/command-tree.ts';
import { parseSeconds } from '../command/options.ts';
import type { LinesOptions, SetLineOptions } from './lines.ts';

/** The hand tool of the cabinet's GPIO lines. */
export function addLinesTools(root: Command, { io, report }: CommandContext): void {
  const lines = addGroup(root, 'lines', 'Try the GPIO lines by hand: door, presence, lights');
  examples(lines, [
    'asan-kiosk lines status --profile /etc/asan-kiosk/profile.yaml',
    'asan-kiosk lines watch door --profile /etc/asan-kiosk/profile.yaml --json',
  ]);
  const onLines = (command: Command) => command.option(...PROFILE_OPTION);

  const status = onLines(addCommand(lines, 'status', 'Print what every line of the profile is at'))
    .option(...JSON_OPTION)
    .action(async (options: LinesOptions) => {
      const { linesStatus } = await import('./lines.ts');
      report(await linesStatus(options, io));
    });
  notes(status, 'Exit code 1 when a line can not be used.');
  examples(status, [
    'asan-kiosk lines status --profile /etc/asan-kiosk/profile.yaml',
    'asan-kiosk lines status --profile /etc/asan-kiosk/profile.yaml --json',
  ]);

  const watch = onLines(addCommand(lines, 'watch', 'Print every change of a line, or of all'))
    .argument('[name]', 'the line as the profile calls it')
    .option('--json', 'print every change as one JSON value a line')
    .action(async (name: string | undefined, options: LinesOptions) => {
      const { linesWatch } = await import('./lines.ts');
      report(await linesWatch(name, options, io));
    });
  notes(watch, 'Ends with Ctrl-C. A line that is lost is `lost` and never inactive.');
  examples(watch, [
    'asan-kiosk lines watch --profile /etc/asan-kiosk/profile.yaml',
    'asan-kiosk lines watch door --profile /etc/asan-kiosk/profile.yaml --json',
  ]);

  const set = onLines(addCommand(lines, 'set', 'Light an output, blink it or put it out'))
    .argument('<name>', 'the output as the profile calls it')
    .argument('<pattern>', 'on, off, blink, or blink:ON:OFF in milliseconds', checkPattern)
    .option('--for <seconds>', 'how long (until Ctrl-C unless told)', parseSeconds)
    .option(...JSON_OPTION)
    .action(async (name: string, pattern: string, options: SetLineOptions) => {
      const { linesSet, patternFrom } = await import('./lines.ts');
      report(await linesSet(name, patternFrom(pattern) ?? 'off', options, io));
    });
  notes(set, 'The line is let go at the end and then shows what its wiring makes of that.');
  examples(set, [
    'asan-kiosk lines set attention blink --for 10 --profile /etc/asan-kiosk/profile.yaml',
    'asan-kiosk lines set status on --profile /etc/asan-kiosk/profile.yaml',
  ]);
}

function checkPattern(text: string): string {
  if (/^(on|off|blink|blink:\d{2,5}:\d{2,5})$/.test(text)) return text;
  throw new InvalidArgumentError('Write on, off, blink, or blink:ON:OFF with 10 to 99999 milliseconds each.');
}
