import type { Command } from 'commander';
import { createCompleteProgram } from './command-line-page.ts';

/**
 * Script for bash-completion: the next words of each command. Arguments that are files complete to files.
 *
 * [bash(1), Programmable Completion]
 */
export function bashCompletion(): string {
  const cases = commandsOf(createCompleteProgram()).map(
    ([path, command]) => `    '${path}') words='${wordsAfter(command).join(' ')}' ;;`,
  );
  return `# Made from the commands by provisioning/completion.ts.
_asan_kiosk() {
  local path='' word words=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) break ;; *) path="$path\${path:+ }$word" ;; esac
  done
  case "$path" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _asan_kiosk asan-kiosk
`;
}

function commandsOf(command: Command, path: readonly string[] = []): readonly (readonly [string, Command])[] {
  const below = command.commands.flatMap((each) => commandsOf(each, [...path, each.name()]));
  return [[path.join(' '), command], ...below];
}

const wordsAfter = (command: Command): readonly string[] => [
  ...command.commands.map((each) => each.name()),
  ...command.options.flatMap(({ long }) => (long ? [long] : [])),
  '--help',
];
