import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';

/** Map from commands that a bare Debian 13 lacks to their packages. */
const PACKAGES = {
  'age-keygen': 'age',
  aplay: 'alsa-utils',
  curl: 'curl',
  dig: 'bind9-dnsutils',
  evtest: 'evtest',
  fuser: 'psmisc',
  gpiodetect: 'gpiod',
  gpioinfo: 'gpiod',
  jq: 'jq',
  libinput: 'libinput-tools',
  lsof: 'lsof',
  lsusb: 'usbutils',
  minisign: 'minisign',
  openssl: 'openssl',
  smartctl: 'smartmontools',
  strace: 'strace',
  tcpdump: 'tcpdump',
  usbguard: 'usbguard',
  wget: 'wget',
} as const;

const read = (name: string) => readFileSync(packageFile(name), 'utf8');

test('when a fix names a command that a bare Debian lacks, then the kiosk package depends on it or recommends it', () => {
  const cures = ['docs/troubleshooting.md', 'docs/doctor.md'].map(read).join('\n');
  const commands = cures.matchAll(/(?:^|`|[|;&] )(?:sudo )?([a-z][a-z0-9-]+) [^`\n]+/gm);
  const named = new Set([...commands].map(([, command]) => command));
  const control = read('provisioning/package/debian/control.in');
  const brought = new Set(
    control.match(/^(?:Depends|Recommends): .*$/gm)?.flatMap((line) => line.match(/[a-z0-9.-]+/g)),
  );
  const missing = Object.entries(PACKAGES).filter(([command, name]) => named.has(command) && !brought.has(name));
  expect(named.size).toBeGreaterThan(20);
  expect(missing).toEqual([]);
  // A Debian with a password of root has no sudo.
  expect(brought).toContain('sudo');
});
