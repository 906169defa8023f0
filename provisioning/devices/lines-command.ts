import { InvalidArgumentError } from 'commander';
import { type CommandSpec, JSON_OPTION, PROFILE_OPTION } from '../command/command-tree.ts';
import type { Io } from '../command/io.ts';
import { parseSeconds } from '../command/options.ts';
import type { SetLineOptions } from './lines.ts';

export const LINES_TOOL: CommandSpec = {
  name: 'lines',
  does: 'Try the GPIO lines by hand: door, presence, lights',
  examples: [
    'asan-kiosk lines status --profile /etc/asan-kiosk/profile.yaml',
    'asan-kiosk lines watch door --profile /etc/asan-kiosk/profile.yaml --json',
  ],
  below: [
    {
      name: 'status',
      does: 'Print the state of every line of the profile',
      options: [PROFILE_OPTION, JSON_OPTION],
      run: async () => (await import('./lines.ts')).linesStatus,
      notes: 'Exit code 1 when a line can not be used.',
      examples: [
        'asan-kiosk lines status --profile /etc/asan-kiosk/profile.yaml',
        'asan-kiosk lines status --profile /etc/asan-kiosk/profile.yaml --json',
      ],
    },
    {
      name: 'watch',
      does: 'Print every change of one line, or of all lines',
      takes: [['[name]', 'name of the line in the profile']],
      options: [PROFILE_OPTION, ['--json', 'print every change as one JSON value a line']],
      run: async () => (await import('./lines.ts')).linesWatch,
      notes: 'Ends with Ctrl-C. A line that is lost is printed as `lost`, never as inactive.',
      examples: [
        'asan-kiosk lines watch --profile /etc/asan-kiosk/profile.yaml',
        'asan-kiosk lines watch door --profile /etc/asan-kiosk/profile.yaml --json',
      ],
    },
    {
      name: 'set',
      does: 'Switch an output on or off, or let it blink',
      takes: [
        ['<name>', 'name of the output in the profile'],
        ['<pattern>', 'on, off, blink, or blink:ON:OFF in milliseconds', checkPattern],
      ],
      options: [PROFILE_OPTION, ['--for <seconds>', 'seconds (default: until Ctrl-C)', parseSeconds], JSON_OPTION],
      async run() {
        const { linesSet, patternFrom } = await import('./lines.ts');
        return (name: string, pattern: string, options: SetLineOptions, io: Io) =>
          linesSet(name, patternFrom(pattern) ?? 'off', options, io);
      },
      notes: 'At the end the line is released; then its wiring decides its level.',
      examples: [
        'asan-kiosk lines set attention blink --for 10 --profile /etc/asan-kiosk/profile.yaml',
        'asan-kiosk lines set status on --profile /etc/asan-kiosk/profile.yaml',
      ],
    },
  ],
};

function checkPattern(text: string): string {
  if (/^(on|off|blink|blink:\d{2,5}:\d{2,5})$/.test(text)) return text;
  throw new InvalidArgumentError('Write on, off, blink, or blink:ON:OFF with 10 to 99999 milliseconds each.');
}
