import { version } from '../package.json';
import { commandPaths, helpOf } from './command-line-page.ts';

/** Text of the man page `asan-kiosk.1`: the help of every command [man(7)]. */
export async function manPage(): Promise<string> {
  const [whole = [], ...others] = commandPaths();
  const sections = [
    `.TH ASAN\\-KIOSK 1 "" "asan\\-kiosk ${plain(version)}"`,
    '.SH NAME',
    'asan\\-kiosk \\- the self\\-service window of a public\\-service centre, and the tools for its devices',
    '.SH SYNOPSIS',
    '.B asan\\-kiosk',
    '.I command',
    '[options]',
    '.SH DESCRIPTION',
    verbatim(await helpOf(whole)),
    '.SH COMMANDS',
  ];
  for (const path of others) sections.push(`.SS ${plain(path.join(' '))}`, verbatim(await helpOf(path)));
  return `${sections.join('\n')}\n`;
}

const verbatim = (text: string): string => `.nf\n${text.trim().split('\n').map(plain).join('\n')}\n.fi`;

/** Escapes roff: no line begins a request; hyphens can be searched and copied. */
const plain = (line: string): string =>
  line
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/, '\\&$1');
