import { spawnSync } from 'node:child_process';
import { closeSync, fstatSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { isJournal } from '../../provisioning/run/journal.ts';

/* journald with the kiosk's settings runs in a mount namespace with empty /run and /var/log. */

const CONF = packageFile('provisioning/units/journald.conf.d/asan-kiosk.conf');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-journal-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Standard output is the script's, standard error is journald's. */
function besideJournald(conf: string, script: string) {
  const inside = `
    for each in /etc/systemd /run /var/log; do mount -t tmpfs tmpfs $each; done
    mkdir /etc/systemd/journald.conf.d
    cp "${conf}" /etc/systemd/journald.conf.d/asan-kiosk.conf
    mkdir -p /run/systemd/journal
    SYSTEMD_LOG_TARGET=console /usr/lib/systemd/systemd-journald > /dev/null &
    journald=$!
    until [ -S /run/systemd/journal/stdout ]; do kill -0 $journald || exit 9; done
    ${script}
    kill $journald
    # 143: the signal came before journald had its handler.
    wait $journald || [ $? = 143 ]
  `;
  const asRoot = process.getuid?.() === 0 ? [] : ['--map-root-user'];
  return spawnSync('unshare', [...asRoot, '--mount', '--propagation', 'private', 'sh', '-c', inside], {
    encoding: 'utf8',
  });
}

const COMPLAINS = /\.conf:\d+: /;

describe('the drop-in for journald', () => {
  it("when journald reads the kiosk's settings, then journald complains about no line", () => {
    const { status, stderr } = besideJournald(CONF, 'journalctl --sync');
    expect([status, stderr.split('\n').filter((line) => COMPLAINS.test(line))]).toEqual([0, []]);
  });

  it('when a line of the settings is wrong, then journald complains', () => {
    const wrong = join(folder, 'wrong.conf');
    writeFileSync(
      wrong,
      readFileSync(CONF, 'utf8').replace('SystemMaxUse=', 'SystemMostUse=').replace('=2000', '=many'),
    );
    const { stderr } = besideJournald(wrong, 'journalctl --sync');
    expect(stderr).toMatch(/Unknown key 'SystemMostUse'/);
    expect(stderr).toMatch(/Failed to parse RateLimitBurst=many/);
  });

  it('when the journal is flushed, then it is on the disk', () => {
    const { stdout } = besideJournald(
      CONF,
      'mkdir -p /var/log/journal; journalctl --flush; echo found | systemd-cat -t kiosk; journalctl --sync; journalctl -D /var/log/journal -o cat -t kiosk',
    );
    expect(stdout).toBe('found\n');
  });
});

describe('a kiosk with the journal as standard error', () => {
  it('when the kiosk logs, then the journal has each line as JSON, with its priority', () => {
    const kiosk = `${process.execPath} ${packageFile('dist/device/asan-kiosk.js')}`;
    const profile = join(folder, 'profile.yaml');
    const text = readFileSync(packageFile('provisioning/profiles/simulated.yaml'), 'utf8');
    const metrics = 'metrics: { port: 9464, host: 192.0.2.1 }';
    writeFileSync(profile, `${text.replace('var/simulated/ledger.db', join(folder, 'ledger.db'))}\n${metrics}\n`);
    const { stdout } = besideJournald(
      CONF,
      `systemd-cat ${kiosk} run --simulate --profile ${profile} --port 0 --log &
       until journalctl -o cat | grep -q kiosk.ready; do journalctl --sync; done
       kill $!; wait $!
       journalctl --sync
       echo warnings; journalctl -o cat -p warning..warning
       echo all; journalctl -o cat -p info..info`,
    );
    const [warnings = '', all = ''] = stdout.split('warnings\n')[1]?.split('all\n') ?? [];
    const eventsIn = (lines: string) =>
      lines
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => (JSON.parse(line) as { readonly event: string }).event);
    expect(eventsIn(warnings)).toEqual(['metrics.not-served']);
    expect(eventsIn(all)).toEqual(expect.arrayContaining(['kiosk.starting', 'kiosk.ready', 'kiosk.stopping']));
    expect(eventsIn(all)).not.toContain('metrics.not-served');
  });

  it('when JOURNAL_STREAM names another file, then standard error is not the journal', () => {
    const file = openSync(join(folder, 'stderr'), 'w');
    const { dev, ino } = fstatSync(file);
    expect(isJournal({ JOURNAL_STREAM: `${dev}:${ino}` }, file)).toBe(true);
    expect(isJournal({ JOURNAL_STREAM: `${dev}:${ino + 1}` }, file)).toBe(false);
    expect(isJournal({}, file)).toBe(false);
    closeSync(file);
  });
});
