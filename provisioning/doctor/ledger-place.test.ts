import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { readProfile } from '../command/load-profile.ts';
import { INSTALLED } from '../machine/installed.ts';
import { ledgerPlaceFinding } from './ledger-place.ts';
import { openMachineAccess } from './machine-port.ts';

const PRIVATE = '/var/tmp/systemd-private-0123-asan-kiosk.service-Ab1';

it.each([
  {
    folder: 'the folder of the unit in /run',
    seen: '/run/asan-kiosk/book.db',
    book: '/run/asan-kiosk/book.db',
    other: '/run/asan-kiosk/book.dbx',
    calls: ['edit', 'stop', 'daemon-reload'],
  },
  {
    folder: 'the private /var/tmp of the unit',
    seen: '/var/tmp/book.db',
    book: `${PRIVATE}/tmp/book.db`,
    other: `${PRIVATE}.kept/tmp/book.dbx`,
    calls: ['stop'],
  },
])(
  'when the ledger is a link into $folder, then the fix brings every file back and keeps files that are in the way',
  (its) => {
    const { seen, book, other, calls } = its;
    const root = mkdtempSync(join(tmpdir(), 'kiosk-ledger-place-'));
    onTestFinished(() => rmSync(root, { recursive: true }));
    const at = (path: string) => join(root, path);
    for (const folder of [INSTALLED.state, '/etc', dirname(book), '/proc/self', '/bin'])
      mkdirSync(at(folder), { recursive: true });
    writeFileSync(at('/proc/self/mounts'), 'tmpfs /run tmpfs rw 0 0\n');
    const parts = ['', '-wal', '.mark', '.log-key', '.damaged-1'];
    for (const part of parts) writeFileSync(at(`${book}${part}`), `of the link${part}`);
    writeFileSync(at(`${book}x`), 'of another program');
    writeFileSync(at(`${INSTALLED.ledger}.mark`), 'older');
    symlinkSync(`../../..${seen}`, at(INSTALLED.ledger));
    writeFileSync(
      at('/etc/profile.yaml'),
      readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8').replace(
        'file: var/simulated/ledger.db',
        `file: ${at(INSTALLED.ledger)}`,
      ),
    );
    const profile = readProfile(at('/etc/profile.yaml'));
    if (!profile.ok) throw new Error(profile.error.found);
    const { fix } = ledgerPlaceFinding(profile.value, openMachineAccess({ root }));

    const systemctl = `#!/bin/sh
echo "$*" >> ${at('/calls')}
case "$*" in
  edit*) cat > ${at('/kept')} ;;
  stop*) grep -qs RuntimeDirectoryPreserve=yes ${at('/kept')} || rm -rf ${at('/run/asan-kiosk')}; rm -rf ${at(PRIVATE)} ;;
esac
`;
    writeFileSync(at('/bin/systemctl'), systemctl, { mode: 0o755 });
    writeFileSync(at('/bin/sudo'), '#!/bin/sh\nexec "$@"\n', { mode: 0o755 });
    const here = fix?.replaceAll(/\/(var\/lib|var\/tmp|run)\//g, `${root}$&`) ?? '';
    execFileSync('sh', ['-c', here], { env: { PATH: `${at('/bin')}:/usr/bin:/bin` } });

    expect(lstatSync(at(INSTALLED.ledger)).isFile()).toBe(true);
    for (const part of parts) expect(readFileSync(at(`${INSTALLED.ledger}${part}`), 'utf8')).toBe(`of the link${part}`);
    expect(readFileSync(at(`${INSTALLED.ledger}.mark.~1~`), 'utf8')).toBe('older');
    expect(existsSync(at(other))).toBe(true);
    expect(
      readFileSync(at('/calls'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split(' ')[0]),
    ).toEqual([...calls, 'reset-failed', 'restart']);
  },
);
