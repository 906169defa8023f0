import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromHex } from '../../../drivers/bytes.ts';
import { fakeIo } from '../../../test/fake-io.ts';
import type { Prompts } from '../interview/prompts.ts';
import { INTERVIEW_WORDS } from '../interview/words.ts';
import { leasePorts } from './port-lease.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-usb-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The device descriptor, one configuration, and its interfaces [USB 2.0, 9.6]. */
const descriptors = (...interfaces: readonly string[]) =>
  fromHex(
    `12${'01'.repeat(17)} 09${'02'.repeat(8)} ${interfaces.map((its) => `09 04 00 00 02 ${its.replaceAll(':', ' ')} 00`).join(' ')}`,
  );

function shutOut(socket: string, ids: string, ...interfaces: readonly string[]): void {
  const device = join(folder, socket);
  mkdirSync(device);
  const [idVendor = '', idProduct = ''] = ids.split(':');
  for (const [file, text] of Object.entries({
    idVendor,
    idProduct,
    serial: 'A10NEW',
    product: 'FT232R',
    authorized: '0',
  }))
    writeFileSync(join(device, file), text);
  writeFileSync(join(device, 'descriptors'), descriptors(...interfaces));
}

const isLetIn = (socket: string) => readFileSync(join(folder, socket, 'authorized'), 'utf8') === '1';

function leased({ kiosk = 'active', answers = true, isCheck = false, technician = true } = {}) {
  const ran: string[] = [];
  const ended: string[] = [];
  const io = fakeIo();
  const nowhere = join(folder, 'nowhere');
  const prompts = { agree: async () => ({ answer: answers }) } as unknown as Prompts;
  const ports = leasePorts(
    {
      run: async (program, args) => {
        ran.push([program, ...args].join(' '));
        return { code: 0, out: args[0] === 'is-active' ? kiosk : '' };
      },
      ...{ before: null, isCheck, end: (by) => void ended.push(by) },
      technician: technician ? { prompts, words: INTERVIEW_WORDS.en } : null,
      places: { devices: folder, inputs: nowhere, ttys: nowhere, serial: nowhere },
    },
    io,
  );
  return { ports, io, ran: () => ran.filter((each) => !each.includes('is-active')), ended };
}

const STOP = 'systemctl stop asan-kiosk.service';
const START = 'systemctl start asan-kiosk.service';
const SETTLE = 'udevadm settle --timeout=10';

describe('the running kiosk', () => {
  it.each([true, false])(
    'is stopped for the search and started again, with a technician who agrees or --yes',
    async (technician) => {
      const { ports, ran } = leased({ technician });
      expect(await ports.take()).toEqual({ ok: true, value: 'taken' });
      expect(await ports.take()).toMatchObject({ ok: true });
      await ports.giveBack(null);
      expect(ran()).toContain(STOP);
      expect(ran().at(-1)).toBe(START);
    },
  );

  it('when the technician wants it to go on, then nothing is touched', async () => {
    shutOut('1-1', '0403:6001', 'ff:ff:ff');
    const { ports, ran } = leased({ answers: false });
    expect(await ports.take()).toEqual({ ok: true, value: 'stopped' });
    await ports.giveBack(null);
    expect([ran(), isLetIn('1-1')]).toEqual([[], false]);
  });

  it('when it does not run, or nothing may change, then it is neither stopped nor started', async () => {
    for (const { ports, ran } of [leased({ kiosk: 'inactive' }), leased({ isCheck: true })]) {
      await ports.take();
      await ports.giveBack(null);
      expect(ran()).toEqual([]);
    }
  });

  it('when somebody ends the command meanwhile, then it is started again before the end', async () => {
    const { ports, io, ran, ended } = leased();
    await ports.take();
    io.interrupt('SIGHUP');
    expect(ports.signal.aborted).toBe(true);
    await expect.poll(() => ended).toEqual(['SIGHUP']);
    expect(ran().at(-1)).toBe(START);
  });
});

describe('a device that USBGuard shuts out', () => {
  it('when it may be of a kiosk, then it is let in for the search and out again if no rule names it', async () => {
    shutOut('1-1', '0403:6001', 'ff:ff:ff');
    shutOut('1-2', '0b00:0001', '02:02:01', '0a:00:00');
    const { ports, io, ran } = leased({ kiosk: 'inactive' });
    await ports.take();
    expect([isLetIn('1-1'), isLetIn('1-2')]).toEqual([true, true]);
    expect(ran()).toEqual([SETTLE]);
    expect(io.notes).toContainEqual(expect.stringMatching(/let in for the search: FT232R 0403:6001 in socket 1-1/));
    await ports.giveBack(null);
    expect([isLetIn('1-1'), isLetIn('1-2')]).toEqual([false, false]);
  });

  it('when it types, stores, or says nothing of itself, then it stays out and is named', async () => {
    shutOut('1-1', '046d:c31c', '03:01:01');
    shutOut('1-2', '0781:5583', '08:06:50');
    shutOut('1-3', '0403:6001', 'ff:ff:ff', '03:01:01');
    shutOut('1-4', '0403:6001');
    const { ports, io } = leased({ kiosk: 'inactive' });
    await ports.take();
    expect(['1-1', '1-2', '1-3', '1-4'].map(isLetIn)).toEqual([false, false, false, false]);
    expect(io.notes.filter((line) => line.startsWith('shut out by USBGuard, and no device of a kiosk'))).toHaveLength(
      4,
    );
  });
});
