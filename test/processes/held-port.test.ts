import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';

/*
 * A Perl program holds the ports as asan-kiosk.socket does: it never accepts a connection, and passes the sockets to the kiosk
 * (sd_listen_fds(3)).
 */

const COMMAND = packageFile('dist/device/asan-kiosk.js');

/** Starts the command once for each input line, and prints its process id. */
const HOLDER = `
use IO::Socket::INET; use POSIX qw(dup2 _exit); $| = 1; $^F = 9; $SIG{CHLD} = 'IGNORE';
my @held = map { IO::Socket::INET->new(Listen => 64, LocalAddr => "127.0.0.1:0") or die $! } 1 .. 2;
print join(' ', map { $_->sockport } @held), "\\n";
while (<STDIN>) {
  my $pid = fork // die $!;
  if ($pid == 0) {
    dup2(fileno($held[$_]), 20 + $_) for 0 .. 1; dup2(20 + $_, 3 + $_) for 0 .. 1; POSIX::close(20 + $_) for 0 .. 1;
    @ENV{qw(LISTEN_PID LISTEN_FDS)} = ($$, 2);
    exec @ARGV; _exit(127);
  }
  print "$pid\\n";
}`;

let folder: string;
let holder: ChildProcess;
let lines: Interface;
let port: number;
let metrics: number;
let kiosk = 0;
let said = '';

const nextLine = async () => String((await once(lines, 'line'))[0]);

async function startKiosk(): Promise<void> {
  holder.stdin?.write('start\n');
  kiosk = Number(await nextLine());
}

/** No keep-alive: a kept connection ends with the killed kiosk. */
const ask = (at: number, path: string) =>
  new Promise<string>((resolve, reject) => {
    get(`http://127.0.0.1:${at}${path}`, { agent: false }, (answer) => resolve(text(answer))).once('error', reject);
  });

const lives = (pid: number) => existsSync(`/proc/${pid}`);

async function refusal(wanted: number): Promise<string> {
  const stranger = createServer();
  const heard = await new Promise<string>((resolve) => {
    stranger.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
    stranger.listen(wanted, '127.0.0.1', () => resolve(`has ${(stranger.address() as AddressInfo).port}`));
  });
  stranger.close();
  return heard;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-held-'));
  const profile = join(folder, 'profile.yaml');
  holder = spawn('perl', ['-e', HOLDER, process.execPath, COMMAND, 'run', '--profile', profile, '--log'], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  holder.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  lines = createInterface({ input: holder.stdout as NodeJS.ReadableStream });
  [port = 0, metrics = 0] = (await nextLine()).split(' ').map(Number);
  const its = readFileSync(packageFile('provisioning/profiles/cabinet-a.yaml'), 'utf8')
    .replace('/var/lib/asan-kiosk/ledger.db', join(folder, 'ledger.db'))
    .replace('port: 8080', `port: ${port}`);
  writeFileSync(profile, `${its}\nmetrics: { port: ${metrics} }\n`);
});
afterAll(() => {
  if (kiosk > 0) process.kill(kiosk, 'SIGKILL');
  holder.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

it('when the kiosk is away or killed, then its ports stay held, and the next kiosk answers waiting requests', async () => {
  for (const run of [1, 2]) {
    for (const wanted of [port, metrics]) expect([run, await refusal(wanted)]).toEqual([run, 'EADDRINUSE']);
    const waiting = Promise.all([ask(port, '/healthz'), ask(metrics, '/metrics')]);
    await startKiosk();
    const [health, figures] = await waiting;
    expect(JSON.parse(health)).toHaveProperty('devices');
    expect(figures).toContain('asan_kiosk_build_info');
    if (run === 2) break;
    process.kill(kiosk, 'SIGKILL');
    await expect.poll(() => lives(kiosk)).toBe(false);
  }
  expect(said).not.toContain('WEB-');
});
