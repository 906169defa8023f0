import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { provisioningRecordOf } from '../machine/provisioned-machine.ts';

const SOURCE = packageFile('provisioning/package/debian');
const UNITS = packageFile('provisioning/units');

let folder: string;
const at = (name: string) => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scripts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** As dpkg would, with this folder for `/`. Returns the output. */
function run(script: string, ...args: string[]): string {
  const moved = script.replace(/(?<=[\s"'=])\/(var|run|etc)\//g, `${folder}/$1/`);
  writeFileSync(at('script'), moved);
  const env = { ...process.env, PATH: `${at('bin')}:${process.env['PATH']}` };
  return execFileSync('sh', [at('script'), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] }).toString();
}

describe('scripts of upgrade and removal', () => {
  function scripts() {
    const units = at('debian/asan-kiosk/usr/lib/systemd/system');
    mkdirSync(units, { recursive: true });
    for (const name of readdirSync(UNITS))
      if (/\.(service|socket|timer)$/.test(name)) cpSync(join(UNITS, name), join(units, name));
    cpSync(join(SOURCE, 'rules'), at('debian/rules'));
    cpSync(join(SOURCE, 'control.in'), at('debian/control'));
    for (const name of ['preinst', 'prerm']) writeFileSync(at(`debian/${name}`), '#!/bin/sh\n#DEBHELPER#\n');
    cpSync(join(SOURCE, 'postinst'), at('debian/postinst'));
    const when = 'Fri, 27 Nov 2026 20:00:00 +0000';
    writeFileSync(
      at('debian/changelog'),
      `asan-kiosk (1) stable; urgency=medium\n\n  * x\n\n -- A <a@example.org>  ${when}\n`,
    );
    execFileSync('make', ['-s', '-f', 'debian/rules', 'override_dh_installsystemd'], { cwd: folder, stdio: 'ignore' });
    execFileSync('dh_installdeb', { cwd: folder, stdio: 'ignore' });
    mkdirSync(at('run/systemd/system'), { recursive: true });
    mkdirSync(at('bin'));
    const told = at('told');
    for (const name of ['deb-systemd-invoke', 'deb-systemd-helper', 'systemctl'])
      writeFileSync(
        at(`bin/${name}`),
        name === 'deb-systemd-invoke' ? `#!/bin/sh\necho "$@" >> ${told}\n` : '#!/bin/sh\n',
        {
          mode: 0o755,
        },
      );
    return (name: string, ...args: string[]): readonly string[] => {
      rmSync(told, { force: true });
      writeFileSync(told, '');
      run(readFileSync(at(`debian/asan-kiosk/DEBIAN/${name}`), 'utf8'), ...args);
      return readFileSync(told, 'utf8').trim().split('\n');
    };
  }

  it('when the package is upgraded or removed, then the kiosk stops first; a removal stops the glass after it', () => {
    const tells = scripts();
    expect(tells('preinst', 'upgrade', '1')).toEqual(['stop asan-kiosk.service']);
    const after = tells('postinst', 'configure', '1');
    expect(after.filter((line) => /\basan-kiosk\.service/.test(line))).toEqual(['start asan-kiosk.service']);
    expect(after[0]).toBe('restart systemd-modules-load.service');
    const [first, second, third] = tells('prerm', 'remove');
    expect([first, second]).toEqual(['stop asan-kiosk.service', 'stop asan-kiosk.socket']);
    expect(third).toMatch(/^stop .*asan-glass\.service/);
  });

  it('when the package is upgraded, then systemd keeps the port of the kiosk open', () => {
    const tells = scripts();
    const told = [
      ...tells('preinst', 'upgrade', '1'),
      ...tells('prerm', 'upgrade', '2'),
      ...tells('postinst', 'configure', '1'),
    ];
    expect(told.filter((line) => /asan-kiosk(-port)?\.(socket|port)/.test(line))).toEqual(['start asan-kiosk.socket']);
    expect(told.join()).not.toContain('asan-kiosk-port');
  });
});

describe('when a version that kept no record is upgraded,', () => {
  const ID = '0123456789abcdef'.repeat(2);
  const RECORD = 'etc/asan-kiosk/machine';
  const CLOSED = [
    'etc/asan-kiosk/profile.yaml',
    'etc/asan-kiosk/firewall.nft',
    'etc/usbguard/rules.d/70-asan-kiosk.conf',
  ];
  const masked = readFileSync(join(UNITS, 'masked-units'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const record = () => (existsSync(at(RECORD)) ? readFileSync(at(RECORD), 'utf8') : null);
  const configure = (before: string) => {
    const script = readFileSync(join(SOURCE, 'postinst'), 'utf8').replace('#DEBHELPER#', '');
    run(script.replaceAll('/usr/lib/asan-kiosk/provisioning/units', UNITS), 'configure', before);
    return record();
  };
  beforeEach(() => {
    for (const name of [...CLOSED, 'etc/machine-id']) {
      mkdirSync(dirname(at(name)), { recursive: true });
      writeFileSync(at(name), `${ID}\n`);
    }
    mkdirSync(at('etc/systemd/system'), { recursive: true });
    for (const unit of masked) symlinkSync('/dev/null', at(`etc/systemd/system/${unit}`));
  });

  it('then a machine that `provision` closed gets the record of this, with its id, once', () => {
    expect(configure('')).toBeNull();
    expect(configure('0.1.0')).toBe(provisioningRecordOf(ID));
    writeFileSync(at(RECORD), 'of another machine\n');
    expect(configure('0.1.0')).toBe('of another machine\n');
  });

  it.each([...CLOSED, `etc/systemd/system/${masked[0]}`])('then a machine without %s gets no record', (name) => {
    rmSync(at(name));
    expect(configure('0.1.0')).toBeNull();
  });

  it('then a removal opens the consoles and deletes the record', () => {
    writeFileSync(at(RECORD), provisioningRecordOf(ID));
    const script = readFileSync(join(SOURCE, 'prerm'), 'utf8').replace('#DEBHELPER#', '');
    const removed = script.replaceAll('/usr/lib/asan-kiosk/provisioning/units', UNITS);
    run(removed, 'upgrade', '2');
    expect(record()).toBe(provisioningRecordOf(ID));
    run(removed, 'remove');
    expect([record(), existsSync(at(`etc/systemd/system/${masked[0]}`))]).toEqual([null, false]);
  });
});

describe('purge', () => {
  const STATE = 'var/lib/asan-kiosk';
  const purge = () => {
    mkdirSync(at('var/backups'), { recursive: true });
    const script = readFileSync(join(SOURCE, 'postrm.in'), 'utf8');
    run(script.replace('@FOLDERS@', ` /${STATE}`).replace('@MADE@', '').replace('#DEBHELPER#', ''), 'purge');
    return readdirSync(at('var/backups'))
      .flatMap((name) => readdirSync(join(at('var/backups'), name)))
      .sort();
  };

  it.each<[string, readonly string[]]>([
    ['that can be read', ['ledger.db', 'ledger.db.mark']],
    [
      'that could not be read, and lies beside its name',
      ['ledger.db.damaged-1', 'ledger.db.damaged-1-wal', 'ledger.db.mark'],
    ],
    ['of which the log alone is left', ['ledger.db-wal', 'ledger.db.mark']],
    ['that a backup took the place of', ['ledger.db.replaced-1']],
  ])('when there is a ledger %s, then it is moved to the backups', (_, names) => {
    mkdirSync(at(STATE), { recursive: true });
    for (const name of names) writeFileSync(join(at(STATE), name), 'what is owed');
    expect(purge()).toEqual(names);
    expect(readdirSync(at('var/lib'))).toEqual([]);
  });

  it('when there is no ledger, then there is no backup', () => {
    mkdirSync(at(`${STATE}/glass`), { recursive: true });
    expect(purge()).toEqual([]);
    expect(readdirSync(at('var/lib'))).toEqual([]);
  });
});
