import { bad, type CheckFinding, type CheckSpec, good, installedCheck, listShort } from './check.ts';
import { linesOf, type MachineContext, outputOf } from './machine-port.ts';
import { REREAD_UNITS_COMMAND } from './unit-file-checks.ts';

const OF_DEBIAN = /^(\/usr)?\/lib(32|64|x32)?\//;
const PLACES = '/etc/ld.so.conf /etc/ld.so.conf.d';

/** `	libseat.so.1 (libc6,x86-64) => /lib/x86_64-linux-gnu/libseat.so.1` [ldconfig(8)] */
const librariesIn = (out: string): readonly string[] =>
  linesOf(out).flatMap((line) => / => (\/\S+)$/.exec(line)?.[1] ?? []);

/** Changed settings count from the next `ldconfig`. */
async function librariesFinding({ machine }: MachineContext): Promise<CheckFinding> {
  const all = librariesIn(await outputOf(machine, 'ldconfig', '-p'));
  const foreign = all.filter((path) => !OF_DEBIAN.test(path));
  if (foreign.length === 0) return good(`${all.length} libraries, all in folders of Debian`);
  const folders = [...new Set(foreign.map((path) => path.replace(/\/[^/]+$/, '')))];
  const aside = foreign.filter((path) => path.startsWith('/usr/local/'));
  return bad(
    `${listShort(foreign)}: each program of this machine may load it, also as root`,
    [
      `grep -rn ${folders.map((folder) => `-e ${folder}`).join(' ')} ${PLACES} names the file: delete the line, if there is one`,
      ...(aside.length > 0 ? [`sudo mv --backup=numbered ${aside.join(' ')} /root/`] : []),
      `at the end: sudo ldconfig && ${REREAD_UNITS_COMMAND}`,
    ].join('; '),
  );
}

export const LIBRARY_FOLDER_CHECKS: readonly CheckSpec[] = [
  installedCheck('files')({
    id: 'libraries',
    title: 'Folders of the libraries (/etc/ld.so.cache)',
    expected: 'only folders of Debian',
    look: librariesFinding,
  }),
];
