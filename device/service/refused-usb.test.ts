import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { USB_POLL_MS, watchRefusedUsb } from './refused-usb.ts';

let folder: string;
let clock: SimulatedClock;
let told: string[];
let stop: () => void;

function plug(socket: string, authorized: '0' | '1', ids = ['046d', 'c31c']): void {
  mkdirSync(join(folder, socket), { recursive: true });
  writeFileSync(join(folder, socket, 'authorized'), `${authorized}\n`);
  writeFileSync(join(folder, socket, 'idVendor'), `${ids[0]}\n`);
  writeFileSync(join(folder, socket, 'idProduct'), `${ids[1]}\n`);
}
/** A simulated clock runs a due timer only once, so it advances in steps. */
const looks = (count: number) => {
  for (let nth = 0; nth < count; nth++) clock.increment(USB_POLL_MS);
};
const unplug = (socket: string) => rmSync(join(folder, socket), { recursive: true });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-usb-'));
  clock = new SimulatedClock();
  told = [];
  stop = watchRefusedUsb(clock, ({ socket, ids }) => told.push(`${socket} ${ids}`), folder);
});
afterEach(() => {
  stop();
  rmSync(folder, { recursive: true });
});

it('when the kernel refuses a keyboard, then it is reported once, and again when it is plugged in again', () => {
  plug('1-1.4', '0');
  looks(1);
  expect(told).toEqual([]);
  looks(3);
  expect(told).toEqual(['1-1.4 046d:c31c']);
  unplug('1-1.4');
  looks(1);
  plug('1-1.4', '0');
  looks(2);
  expect(told).toHaveLength(2);
});

it('when a device is authorised, authorised late, or an interface, then nothing is reported', () => {
  plug('1-1', '1');
  plug('1-2', '0');
  mkdirSync(join(folder, '1-1:1.0'));
  looks(1);
  plug('1-2', '1');
  looks(3);
  expect(told).toEqual([]);
});

it('when the machine has no USB, then nothing is reported', () => {
  stop();
  stop = watchRefusedUsb(clock, () => told.push('told'), join(folder, 'nowhere'));
  looks(10);
  expect(told).toEqual([]);
});
