import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { realClock } from '../../drivers/clock.ts';
import { fakeIo, fasterClock } from '../../test/fake-io.ts';
import { loadProfileFile } from '../command/load-profile.ts';
import { kioskHere } from '../command/running-kiosk.ts';
import { main } from '../main.ts';
import { backOfficeCheck, deviceChecks, runningChecks } from './devices.ts';
import { folderCheck, nativeFix, nodeCheck, pageCheck, portCheck, roomCheck } from './machine.ts';
import { portFileCheck } from './serial-ports.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-doctor-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const profileOf = (file: string) => {
  const profile = loadProfileFile(packageFile(file));
  if (!profile.ok) throw new Error(profile.error.line);
  return profile.value;
};

describe('the machine', () => {
  it.each([
    ['20.19.0', 'ok'],
    ['20.18.9', 'fail'],
    ['18.20.0', 'fail'],
    ['22.1.0', 'ok'],
  ] as const)('Node %s: %s', (version, state) => expect(nodeCheck(version).state).toBe(state));

  it('names what is missing and how to get it', () => {
    expect(pageCheck(join(folder, 'index.html'))).toMatchObject({ state: 'fail', fix: 'npm run build' });
    expect(folderCheck(join(folder, 'a/b'))).toMatchObject({
      state: 'ok',
      found: expect.stringContaining('can be made'),
    });
    expect(portFileCheck('printer port', join(folder, 'tty'))).toMatchObject({
      state: 'fail',
      fix: expect.stringContaining('/dev/serial/by-id'),
    });
  });

  it.each([
    [20, 'fail'],
    [39, 'fail'],
    [100, 'warn'],
    [5_000, 'ok'],
  ] as const)('%i MiB on the disk of the ledger: %s', (mib, state) => {
    const check = roomCheck(folder, () => mib * 2 ** 20);
    expect(check).toMatchObject({ state, found: expect.stringContaining(`${mib} MiB`) });
    expect(check.fix ?? '').not.toContain('doctor');
  });

  it('names the package of a library that is missing, and a compiler only where one is needed', () => {
    const linked = 'libusb-1.0.so.0: cannot open shared object file: No such file or directory';
    expect(nativeFix(linked)).toBe('sudo apt-get install libusb-1.0-0');
    expect(nativeFix(linked.replace('libusb-1.0', 'libudev'))).toContain('libudev1');
    expect(nativeFix("Cannot find module 'better-sqlite3'")).toContain('make g++');
  });

  it('warns of a name that changes with the order of plugging in', () => {
    expect(portFileCheck('printer port', '/dev/tty')).toMatchObject({ state: 'ok' });
  });

  it('knows what is no serial port', () => {
    const file = join(folder, 'ttyUSB0');
    writeFileSync(file, '');
    for (const [path, is] of [
      [file, 'a file'],
      [folder, 'a folder'],
      ['/dev/null', 'another device'],
    ] as const) {
      expect(portFileCheck('printer port', path)).toMatchObject({
        state: 'fail',
        found: `${path} is ${is}, no serial port`,
        fix: expect.stringContaining('/dev/serial/by-id'),
      });
    }
  });

  it('tells a port that another program has', async () => {
    const other = createServer();
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', () => done()));
    const { port } = other.address() as AddressInfo;
    expect(await portCheck(port)).toMatchObject({ state: 'fail', fix: expect.stringContaining(String(port)) });
    await new Promise((done) => other.close(done));
    expect(await portCheck(port)).toMatchObject({ state: 'ok' });
  });
});

describe('a kiosk that runs here', () => {
  async function serving(
    answers: Readonly<Record<string, string>>,
    use: (port: number) => Promise<void>,
  ): Promise<void> {
    const server = createHttp((request, response) => {
      const answer = answers[request.url ?? ''];
      response.statusCode = answer === undefined ? 404 : 200;
      response.end(answer ?? 'not found');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
    await use((server.address() as AddressInfo).port);
    await new Promise((done) => server.close(done));
  }

  it('is asked for its devices, and known by its dock to be simulated', async () => {
    const health = '{"ready":true,"devices":{"id-reader":"online","receipt-printer":"offline"},"counters":{}}';
    await serving({ '/healthz': health, '/dock': '<html>' }, async (port) => {
      const kiosk = await kioskHere(port);
      expect(kiosk).toMatchObject({ ready: true, simulated: true });
      expect(runningChecks(port, kiosk!)).toMatchObject([
        { name: 'port', state: 'ok' },
        { name: 'reader', state: 'ok' },
        { name: 'printer', state: 'fail', found: 'offline in the running kiosk' },
      ]);
    });
    await serving(
      {
        '/healthz': JSON.stringify({
          ready: true,
          devices: { 'payment-terminal': 'offline', 'receipt-printer': 'noDevice', 'id-reader': 'offline' },
          troubles: { 'payment-terminal': 'TRM-102', 'receipt-printer': 'LNK-101', 'id-reader': 'RDR-999' },
          backOffice: { code: 'BKO-112', cause: 'expired' },
        }),
      },
      async (port) => {
        const kiosk = await kioskHere(port);
        expect(runningChecks(port, kiosk!)).toMatchObject([
          { name: 'port' },
          { found: 'offline in the running kiosk (TRM-102)', fix: expect.stringContaining('display of the terminal') },
          { found: 'noDevice in the running kiosk (LNK-101)', fix: 'Look at the plug.' },
          { found: 'offline in the running kiosk', fix: expect.stringContaining('stop the kiosk') },
          { name: 'office of kiosk', state: 'fail', fix: 'the back office has to renew it' },
        ]);
      },
    );
    await serving({ '/healthz': health }, async (port) => {
      expect(await kioskHere(port)).toMatchObject({ simulated: false });
    });
  });

  it('is not any other server', async () => {
    await serving({ '/healthz': '<html>' }, async (port) => expect(await kioskHere(port)).toBeNull());
    await serving({ '/healthz': '{"status":"ok"}' }, async (port) => expect(await kioskHere(port)).toBeNull());
    expect(await kioskHere(1)).toBeNull();
  });

  it('has a back office that answers, or not', async () => {
    await serving({ '/v1/health': '{"status":"ok"}' }, async (port) => {
      expect(await backOfficeCheck(`http://127.0.0.1:${port}`, 'unknown')).toMatchObject({ state: 'ok' });
    });
    await serving({}, async (port) => {
      expect(await backOfficeCheck(`http://127.0.0.1:${port}/`, 'unknown')).toMatchObject({
        state: 'fail',
        found: expect.stringContaining('404'),
        fix: expect.stringContaining('backOffice.url'),
      });
    });
    expect(await backOfficeCheck('http://127.0.0.1:1', 'unknown')).toMatchObject({
      state: 'fail',
      found: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it.each(['', '{}', '<html>Please log in</html>', '{"status":"down"}'])(
    'has no back office where the address says %j',
    async (body) => {
      await serving({ '/v1/health': body }, async (port) => {
        expect(await backOfficeCheck(`http://127.0.0.1:${port}`, 'unknown')).toMatchObject({
          state: 'fail',
          found: expect.stringContaining('no back office'),
        });
      });
    },
  );

  it('that is asked too often is there, and the fix is no look at the network', async () => {
    const talker = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', () => socket.end('HTTP/1.1 429 Too Many Requests\r\ncontent-length: 0\r\n\r\n'));
    });
    await new Promise<void>((done) => talker.listen(0, '127.0.0.1', () => done()));
    const { port } = talker.address() as AddressInfo;
    expect(await backOfficeCheck(`http://127.0.0.1:${port}`, 'unknown')).toMatchObject({
      state: 'fail',
      found: expect.stringMatching(/asked too often \(BKO-109\)/),
      fix: expect.stringContaining('tell the back office'),
    });
    await new Promise((done) => talker.close(done));
  });

  it('whose answers are no HTTP, or too long, is reached: the fix is no look at the network', async () => {
    const talker = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', () => socket.end('220 mail.example ESMTP\r\n'));
    });
    await new Promise<void>((done) => talker.listen(0, '127.0.0.1', () => done()));
    const { port } = talker.address() as AddressInfo;
    expect(await backOfficeCheck(`http://127.0.0.1:${port}`, 'unknown')).toMatchObject({
      found: expect.stringMatching(/answers with something that is no HTTP \(HPE_\w+, BKO-101\)/),
      fix: expect.stringContaining('mend the port'),
    });
    expect(await backOfficeCheck(`https://127.0.0.1:${port}`, 'unknown')).toMatchObject({
      found: expect.stringContaining('answers with something that is no TLS'),
      fix: expect.stringContaining('mend the port'),
    });
    await new Promise((done) => talker.close(done));
    await serving({ '/v1/health': 'x'.repeat(300_000) }, async (page) => {
      expect(await backOfficeCheck(`http://127.0.0.1:${page}`, 'unknown')).toMatchObject({
        found: expect.stringContaining('more than any answer'),
        fix: expect.stringContaining('backOffice.url'),
      });
    });
  });

  it('is asked for its disk as well, and the back office is asked beside it', async () => {
    const health = '{"ready":true,"storage":"DSK-101","devices":{},"counters":{}}';
    await serving({ '/healthz': health }, async (port) => {
      const file = join(folder, 'profile.yaml');
      const text = readFileSync(packageFile('provisioning/profiles/cabinet-a.yaml'), 'utf8')
        .replace('port: 8080', `port: ${port}`)
        .replace(/url: \S+,/, 'url: "http://127.0.0.1:1",')
        .replace(/ledger: .*/, `ledger: { file: ${join(folder, 'ledger.db')} }`);
      writeFileSync(file, text);
      const io = fakeIo();
      expect((await main(['doctor', '--json', '--profile', file], io)).exit).toBe(1);
      const { checks } = JSON.parse(io.written()) as { checks: { name: string; found: string; state: string }[] };
      const named = (name: string) => checks.filter((check) => check.name === name && check.state === 'fail');
      expect(named('disk')).toMatchObject([{ found: expect.stringContaining('DSK-101') }]);
      expect(named('back office')).toMatchObject([{ found: expect.stringContaining('does not answer: ECONNREFUSED') }]);
    });
  });
});

describe('devices', () => {
  it('that speak another protocol are told to be at the wrong port', async () => {
    // A terminal that keeps asking the printer for something: ZVT's framing, which is no answer of a printer.
    const terminal = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', () => socket.write(Uint8Array.of(0x10, 0x02, 0x84, 0x9c, 0x00, 0x10, 0x03, 0x15)));
    });
    await new Promise<void>((done) => terminal.listen(0, '127.0.0.1', () => done()));
    const { port } = terminal.address() as AddressInfo;
    const profile = profileOf('provisioning/profiles/simulated.yaml');
    const printer = { ...profile.devices.printer, link: { tcp: { host: '127.0.0.1', port } } };
    const checks = await deviceChecks({ ...profile, devices: { ...profile.devices, printer } }, fasterClock(10));
    expect(checks.find(({ name }) => name === 'printer')).toMatchObject({
      state: 'fail',
      fix: expect.stringContaining('something else speaks here'),
    });
    await new Promise((done) => terminal.close(done));
  });

  it('behind whose port something else speaks: a reader too, that is never asked anything', async () => {
    const other = createServer((socket) =>
      socket
        .on('error', () => {})
        .resume()
        .write('SSH-2.0-OpenSSH_9.2\r\n'),
    );
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as AddressInfo;
    const profile = profileOf('provisioning/profiles/simulated.yaml');
    const reader = { ...profile.devices.reader, link: { tcp: { host: '127.0.0.1', port } } };
    const checks = await deviceChecks({ ...profile, devices: { ...profile.devices, reader } }, realClock);
    expect(checks.find(({ name }) => name === 'reader')).toMatchObject({
      state: 'warn',
      found: `tcp:127.0.0.1:${port} says by itself what is no zone`,
      fix: expect.stringContaining('something else speaks here'),
    });
    await new Promise((done) => other.close(done));
  });

  it('are not looked for where they are simulated', async () => {
    const checks = await deviceChecks(profileOf('provisioning/profiles/simulated.yaml'), realClock);
    expect(checks.map(({ name, state }) => `${name} ${state}`)).toEqual([
      ...['reader ok', 'terminal ok', 'printer ok', 'bill validator ok', 'document printer ok'],
    ]);
  });
});

describe('doctor', () => {
  it('goes on after a malformed profile and says which line of it is wrong', async () => {
    const file = join(folder, 'profile.yaml');
    writeFileSync(file, 'kiosk: { id: 5 }\n');
    const io = fakeIo();
    expect((await main(['doctor', '--json', '--profile', file], io)).exit).toBe(1);
    const { ok, checks } = JSON.parse(io.written()) as { ok: boolean; checks: { name: string; found: string }[] };
    expect(ok).toBe(false);
    expect(checks.map(({ name }) => name)).toEqual([
      'node',
      'better-sqlite3',
      'serialport',
      'node-hid',
      'clock',
      'page',
      'profile',
    ]);
    expect(checks.at(-1)?.found).toContain(`${file}:1: kiosk.id: expected`);
    expect(io.notes).toEqual([expect.stringContaining('profile')]);
  });
});
