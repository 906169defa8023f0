import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { packageFile } from '../../device/files/package-root.ts';
import { toHex } from '../../drivers/bytes.ts';
import { openVirtualHid, type VirtualHid } from '../../simulators/hid/umockdev.ts';
import { POS_DESCRIPTOR } from '../../simulators/scanner/descriptors.ts';

/** A child process finds node-hid from here. */
const FOLDER = packageFile('dist/.hid-child');

beforeAll(async () => {
  await build({
    configFile: false,
    root: packageFile('.'),
    logLevel: 'warn',
    publicDir: false,
    ssr: { external: ['node-hid'], noExternal: true },
    build: { ssr: packageFile('test/integration/hid-child.ts'), target: 'node20', outDir: FOLDER, emptyOutDir: true },
  });
});

interface Said {
  readonly what: string;
  readonly value: unknown;
}

let hid: VirtualHid | undefined;
let child: ChildProcess | undefined;
afterEach(async () => {
  child?.kill();
  await hid?.close();
});

async function start() {
  const device = await openVirtualHid();
  hid = device;
  const said: Said[] = [];
  const errors: string[] = [];
  const run = () => {
    const made = spawn(process.execPath, [`${FOLDER}/hid-child.js`], {
      env: { ...process.env, ...device.env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child = made;
    createInterface({ input: made.stdout }).on('line', (line) => said.push(JSON.parse(line) as Said));
    made.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  };
  const tell = (line: string) => void child?.stdin?.write(`${line}\n`);
  async function value(what: RegExp): Promise<unknown> {
    const find = () => said.find((each) => what.test(each.what));
    await vi.waitFor(
      () => expect(find(), `${what} of ${JSON.stringify(said)} ${errors.join('')}`).toBeDefined(),
      10_000,
    );
    return find()?.value;
  }
  return { device, run, tell, value, said, errors };
}

async function scanner() {
  const at = await start();
  const out: string[] = [];
  at.device.onBytes((report) => out.push(toHex(report)));
  at.device.present({ vendorId: 0x0db5, productId: 0x013b, product: 'scanner', descriptor: POS_DESCRIPTOR });
  await at.device.settled();
  at.run();
  at.tell('open');
  expect(await at.value(/^open#0/)).toEqual({ ok: true, numbered: true });
  return { ...at, out };
}

describe('a HID link over node-hid', () => {
  it('when either side writes a report, then the other side gets every byte unchanged', async () => {
    const at = await scanner();
    const report = Uint8Array.from({ length: 64 }, (_, index) => (index === 0 ? 2 : 255 - index));
    at.device.write(report);
    expect(await at.value(/^report/)).toEqual([...report]);
    at.tell('write 2 0 10 13 255');
    await vi.waitFor(() => expect(at.out).toEqual(['02000a0dff']), 10_000);
  });

  it('when a feature report is refused, then the link returns LNK-103 and stays open', async () => {
    const at = await scanner();
    const sent: string[] = [];
    at.device.serve((id, body) => {
      sent.push(`${id}:${toHex(body)}`);
      return id === 254;
    });
    for (const line of ['set 254 1', 'set 1 1', 'present']) at.tell(line);
    expect(await at.value(/^set#1/)).toMatchObject({ ok: true });
    expect(await at.value(/^set#2/)).toMatchObject({ ok: false, error: { code: 'LNK-103' } });
    expect(await at.value(/^present/)).toBe(true);
    expect(sent).toEqual(['254:01', '1:01']);
  });

  it('when the link closes, then accepted reports go out first, in order', async () => {
    const at = await scanner();
    for (const line of ['write 2 1', 'write 2 2', 'write 2 3', 'close']) at.tell(line);
    await at.value(/^close/);
    await vi.waitFor(() => expect(at.out.join('')).toBe('020102020203'), 10_000);
    expect(at.said.filter(({ what }) => what.startsWith('write')).map(({ value }) => value)).toMatchObject(
      Array.from({ length: 3 }, () => ({ ok: true })),
    );
  });

  it('when the device is unplugged, then the link is down once, settles all calls, and opens again under another path', async () => {
    const at = await scanner();
    const pulled = new Promise<void>((resolve) => {
      at.device.serve(() => {
        void at.device.unplug().then(resolve);
        return false;
      });
    });
    at.tell('set 254 1');
    await pulled;
    expect(await at.value(/^set#1/)).toMatchObject({ ok: false, error: { code: 'LNK-103' } });
    expect(await at.value(/^down/)).toBe('LNK-103');
    for (const line of ['write 2 1', 'present', 'close', 'close']) at.tell(line);
    expect(await at.value(/^write#2/)).toMatchObject({ ok: false, error: { code: 'LNK-103' } });
    expect(await at.value(/^present#3/)).toBe(false);
    await at.value(/^close#5/);
    await at.device.plug();
    at.tell('open');
    expect(await at.value(/^open#6/)).toMatchObject({ ok: true });
    expect(at.said.filter(({ what }) => what === 'down')).toHaveLength(1);
  });

  it('when the link is closed while it opens, then no error comes, 20 times in a row', async () => {
    const at = await scanner();
    at.tell('close');
    at.tell('reopen 20');
    expect(await at.value(/^reopen/)).toBe(20);
    expect(at.errors).toEqual([]);
  });
});
