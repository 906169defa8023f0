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
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { readProfile } from '../command/load-profile.ts';
import { INSTALLED } from '../machine/installed.ts';
import { placeFinding } from './ledger-place.ts';
import { machineAt } from './machine-port.ts';

it('when the ledger is a link, then the cure brings every file back and keeps what is in the way', () => {
  const root = mkdtempSync(join(tmpdir(), 'kiosk-ledger-place-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const at = (path: string) => join(root, path);
  for (const folder of [INSTALLED.state, '/etc', '/run/asan-kiosk', '/proc/self', '/bin'])
    mkdirSync(at(folder), { recursive: true });
  writeFileSync(at('/proc/self/mounts'), 'tmpfs /run tmpfs rw 0 0\n');
  const parts = ['', '-wal', '.mark', '.log-key', '.damaged-1'];
  for (const part of parts) writeFileSync(at(`/run/asan-kiosk/book.db${part}`), `of the link${part}`);
  writeFileSync(at('/run/asan-kiosk/book.dbx'), 'of another program');
  writeFileSync(at(`${INSTALLED.ledger}.mark`), 'older');
  symlinkSync('../../../run/asan-kiosk/book.db', at(INSTALLED.ledger));
  writeFileSync(
    at('/etc/profile.yaml'),
    readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8').replace(
      'file: var/simulated/ledger.db',
      `file: ${at(INSTALLED.ledger)}`,
    ),
  );
  const profile = readProfile(at('/etc/profile.yaml'));
  if (!profile.ok) throw new Error(profile.error.found);
  const { fix } = placeFinding(profile.value, machineAt({ root }));

  // The stop deletes the folder in memory, as systemd does, unless the cure has kept it.
  const systemctl = `#!/bin/sh
echo "$*" >> ${at('/calls')}
case "$*" in
  edit*) cat > ${at('/kept')} ;;
  stop*) grep -q RuntimeDirectoryPreserve=yes ${at('/kept')} || rm -r ${at('/run/asan-kiosk')} ;;
esac
`;
  writeFileSync(at('/bin/systemctl'), systemctl, { mode: 0o755 });
  writeFileSync(at('/bin/sudo'), '#!/bin/sh\nexec "$@"\n', { mode: 0o755 });
  const here = fix?.replaceAll(/\/(var\/lib|run)\//g, `${root}$&`) ?? '';
  execFileSync('sh', ['-c', here], { env: { PATH: `${at('/bin')}:/usr/bin:/bin` } });

  expect(lstatSync(at(INSTALLED.ledger)).isFile()).toBe(true);
  for (const part of parts) expect(readFileSync(at(`${INSTALLED.ledger}${part}`), 'utf8')).toBe(`of the link${part}`);
  expect(readFileSync(at(`${INSTALLED.ledger}.mark.~1~`), 'utf8')).toBe('older');
  expect(existsSync(at('/run/asan-kiosk/book.dbx'))).toBe(true);
  expect(
    readFileSync(at('/calls'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0]),
  ).toEqual(['edit', 'stop', 'daemon-reload', 'reset-failed', 'restart']);
});
