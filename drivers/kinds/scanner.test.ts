import { expect, it } from 'vitest';
import { SimulatedClock } from 'xstate';
import { createHidPosScannerSimulator } from '../../simulators/scanner/hid-pos.ts';
import { hidRig } from '../../test/contract/hid-rig.ts';
import { SCANNER_MODELS } from '../scanner/hid-pos/profile.ts';
import { openScanner, type ScannerSettings, scannerIdentity } from './scanner.ts';

const IDS = { vendorId: '1A86', productId: 'E027' };

it.each<[string, ScannerSettings, object]>([
  [
    'ids of a known model',
    { link: { hid: { vendorId: '1777', productId: '0003' } } },
    { vendorId: 0x1777, productId: 3 },
  ],
  ['unknown ids', { link: { hid: IDS } }, { vendorId: 0x1a86, productId: 0xe027 }],
  [
    'a model with other ids',
    { model: 'zebra-pos', link: { hid: IDS } },
    { productId: 0xe027, keyboardProductId: 0x1200 },
  ],
  ['a serial number', { link: { hid: { ...IDS, serialNumber: 'S1' } } }, { serialNumber: 'S1' }],
  ['a socket', { link: { hid: { ...IDS, socket: '1-1.4' } } }, { usbSocket: '1-1.4' }],
])('when the profile has %s, then the driver looks for the scanner by them', (_, settings, identity) => {
  expect(scannerIdentity(settings)).toMatchObject(identity);
});

it('when the scanner is simulated, then its codes come over the cable in memory', async () => {
  const { clock, cable, until } = hidRig();
  const simulator = createHidPosScannerSimulator({ wire: cable.device, clock, model: SCANNER_MODELS['access-is'] });
  const texts: (string | null)[] = [];
  const scanner = openScanner(
    { link: 'simulated' },
    { simulated: cable, clock, random: () => 0.5, onDiscarded: () => undefined, note: () => undefined },
  );
  scanner.onEvent((event) => event.type === 'code.scanned' && texts.push(event.code.text));
  await until('the scanner', () => scanner.status().device === 'online');
  simulator.scan('K5-7QF2-62');
  await until('the code', () => texts.length === 1);
  expect(texts).toEqual(['K5-7QF2-62']);
  simulator.close();
  await scanner.close();
});

it('when a simulated scanner has no simulator, then opening throws', () => {
  const options = { clock: new SimulatedClock(), random: () => 0, onDiscarded: () => undefined, note: () => undefined };
  expect(() => openScanner({ link: 'simulated' }, options)).toThrow(/the profile was not checked/);
});
