import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fromHex } from '../../../drivers/bytes.ts';
import { fakeIo } from '../../../test/support/fake-io.ts';
import type { InterviewPrompts } from '../interview/prompts.ts';
import { INTERVIEW_WORDS } from '../interview/words.ts';
import { leasePorts } from './port-lease.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-usb-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Descriptors of a device, one configuration, its interfaces [USB 2.0, 9.6]. */
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

function leased({
  kiosk = 'active',
  starts = true,
  answers = true,
  isCheck = false,
  technician = true,
  onSettle = () => {},
} = {}) {
  const ran: string[] = [];
  const ended: string[] = [];
  const io = fakeIo();
  const nowhere = join(folder, 'nowhere');
  const prompts = { agree: async () => ({ answer: answers }) } as unknown as InterviewPrompts;
  const ports = leasePorts(
    {
      run: async (program, args) => {
        ran.push([program, ...args].join(' '));
        if (program === 'udevadm') onSettle();
        if (args[0] === 'start' && !starts) return { code: 1, out: 'Job failed' };
        return { code: 0, out: args[0] === 'is-active' ? kiosk : '' };
      },
      before: null,
      isCheck,
      end: (by) => void ended.push(by),
      technician: technician ? { prompts, words: INTERVIEW_WORDS.en } : null,
      places: (path) => (path === '/sys/bus/usb/devices' ? folder : nowhere),
    },
    io,
  );
  return { ports, io, ran: () => ran.filter((each) => !each.includes('is-active')), ended };
}

const STOP = 'systemctl stop asan-kiosk.service';
const START = 'systemctl start asan-kiosk.service';
const SETTLE = 'udevadm settle --timeout=10';

describe('running kiosk', () => {
  it.each([true, false])(
    'when the technician agrees or --yes is given, then the kiosk is stopped for the search and started again',
    async (technician) => {
      const { ports, ran } = leased({ technician });
      expect(await ports.take()).toEqual({ ok: true, value: 'taken' });
      expect(await ports.take()).toMatchObject({ ok: true });
      await ports.giveBack(null);
      expect(ran()).toContain(STOP);
      expect(ran().at(-1)).toBe(START);
    },
  );

  it.each([true, false])('when the start succeeds: %s, then the notes say only what happened', async (starts) => {
    const { ports, io } = leased({ starts });
    await ports.take();
    await ports.giveBack(null);
    expect(io.notes.slice(1)).toEqual([
      starts
        ? 'the kiosk was started again'
        : expect.stringMatching(/^the kiosk does not start \(PRV-135\): Job failed/),
    ]);
  });

  it('when the technician wants the kiosk to continue, then nothing changes', async () => {
    shutOut('1-1', '0403:6001', 'ff:ff:ff');
    const { ports, ran } = leased({ answers: false });
    expect(await ports.take()).toEqual({ ok: true, value: 'stopped' });
    await ports.giveBack(null);
    expect([ran(), isLetIn('1-1')]).toEqual([[], false]);
  });

  it('when the kiosk does not run, or nothing may change, then it is neither stopped nor started', async () => {
    for (const { ports, ran } of [leased({ kiosk: 'inactive' }), leased({ isCheck: true })]) {
      await ports.take();
      await ports.giveBack(null);
      expect(ran()).toEqual([]);
    }
  });

  it('when a signal ends the command during the search, then the kiosk is started again before the end', async () => {
    const { ports, io, ran, ended } = leased();
    await ports.take();
    io.interrupt('SIGHUP');
    expect(ports.signal.aborted).toBe(true);
    await expect.poll(() => ended).toEqual(['SIGHUP']);
    expect(ran().at(-1)).toBe(START);
  });
});

describe('device that USBGuard blocks', () => {
  it('when the device may belong to a kiosk, then it is allowed for the search and blocked again if no rule names it', async () => {
    shutOut('1-1', '0403:6001', 'ff:ff:ff');
    shutOut('1-2', '0b00:0001', '02:02:01', '0a:00:00');
    const { ports, io, ran } = leased({ kiosk: 'inactive' });
    await ports.take();
    expect([isLetIn('1-1'), isLetIn('1-2')]).toEqual([true, true]);
    expect(ran()).toEqual([SETTLE]);
    expect(io.notes).toContainEqual(expect.stringMatching(/allowed for the search: FT232R 0403:6001 in socket 1-1/));
    await ports.giveBack(null);
    expect([isLetIn('1-1'), isLetIn('1-2')]).toEqual([false, false]);
  });

  it('when the device types, stores or has no interface, then it stays blocked and is named', async () => {
    shutOut('1-1', '046d:c31c', '03:01:01');
    shutOut('1-2', '0781:5583', '08:06:50');
    shutOut('1-3', '0403:6001', 'ff:ff:ff', '03:01:01');
    shutOut('1-4', '0403:6001');
    const { ports, io } = leased({ kiosk: 'inactive' });
    await ports.take();
    expect(['1-1', '1-2', '1-3', '1-4'].map(isLetIn)).toEqual([false, false, false, false]);
    expect(io.notes.filter((line) => line.startsWith('blocked by USBGuard, not a device of a kiosk'))).toHaveLength(4);
  });

  it('when a device has the ids of a known scanner but other interfaces, then it stays blocked', async () => {
    shutOut('1-1', '05e0:1200', '08:06:50', '03:01:01', '02:06:00');
    shutOut('1-2', '05e0:1200', '03:01:01');
    shutOut('1-3', '0db5:013b', '03:00:00');
    await leased({ kiosk: 'inactive' }).ports.take();
    expect(['1-1', '1-2', '1-3'].map(isLetIn)).toEqual([false, true, true]);
  });

  it.each([
    ['0b95:1790', 'network card', false],
    ['0403:6014', 'FTDI adapter', true],
    ['067b:23a3', 'Prolific adapter', true],
    ['1a86:7523', 'WCH adapter', true],
    ['10c4:ea60', 'Silicon Labs adapter', true],
    ['11ca:0301', 'VeriFone terminal', true],
  ])(
    'when an interface is vendor-specific and the ids are %s of a %s, then the device is allowed: %s',
    async (ids, _, is) => {
      shutOut('1-1', ids, 'ff:ff:00');
      await leased({ kiosk: 'inactive' }).ports.take();
      expect(isLetIn('1-1')).toBe(is);
    },
  );

  it('when a device is a keyboard in its second configuration, then it stays blocked', async () => {
    shutOut('1-1', '0403:6001', 'ff:ff:ff');
    const file = join(folder, '1-1', 'descriptors');
    const second = fromHex(`09${'02'.repeat(8)} 09 04 00 00 01 03 01 01 00`);
    writeFileSync(file, Buffer.concat([readFileSync(file), second]));
    await leased({ kiosk: 'inactive' }).ports.take();
    expect(isLetIn('1-1')).toBe(false);
  });

  it.each([
    [
      'keys in its report descriptor',
      '0003:1234:0001.0001/report_descriptor',
      '05 01 09 02 a1 01 05 07 19 00 29 65 81 00 c0',
      false,
    ],
    [
      'keys by a usage of four bytes',
      '0003:1234:0001.0001/report_descriptor',
      '06 00 ff 09 01 a1 01 0b 04 00 07 00 81 02 c0',
      false,
    ],
    ['a network', 'net/eth1', '00', false],
    ['a disk', 'host6/uevent', '00', false],
    ['touches alone', '0003:1234:0001.0001/report_descriptor', '05 0d 09 04 a1 01 09 22 81 02 c0', true],
  ])(
    'when the kernel finds %s in an allowed device, then the device is checked again',
    async (_, file, bytes, stays) => {
      shutOut('1-1', '1234:0001', '03:00:00');
      const path = join(folder, '1-1:1.0', file);
      const onSettle = () => {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, fromHex(bytes));
      };
      const { ports, io } = leased({ kiosk: 'inactive', onSettle });
      await ports.take();
      expect(isLetIn('1-1')).toBe(stays);
      expect(io.notes.filter((line) => line.startsWith('blocked again'))).toHaveLength(stays ? 0 : 1);
    },
  );
});
