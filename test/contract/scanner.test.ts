import { describe, expect, it } from 'vitest';
import { HID_USAGES } from '../../drivers/hid/usages.ts';
import type { ScannerEvent } from '../../drivers/scanner/contract.ts';
import { createHidPosScanner } from '../../drivers/scanner/hid-pos/driver.ts';
import { SCANNER_MODELS, type ScannerModel } from '../../drivers/scanner/hid-pos/profile.ts';
import { createHidPosScannerSimulator } from '../../simulators/scanner/hid-pos.ts';
import { hidRig } from './hid-rig.ts';
import { type ScannerBench, scannerContract } from './scanner.ts';

function rig(model: ScannerModel) {
  const { clock, cable, pass, until } = hidRig();
  const simulator = createHidPosScannerSimulator({ wire: cable.device, clock, model });
  const discarded: string[] = [];
  const scanner = createHidPosScanner({
    link: cable.host({ ...model, usage: HID_USAGES.barcodeScanner }),
    onDevicesChanged: cable.onDevicesChanged,
    clock,
    random: () => 0.5,
    model,
    onDiscarded: ({ why }) => discarded.push(why),
  });
  const events: ScannerEvent[] = [];
  scanner.onEvent((event) => events.push(event));
  return { clock, cable, pass, until, simulator, scanner, discarded, events };
}

async function makeBench(model: ScannerModel): Promise<ScannerBench> {
  const { cable, pass, until, simulator, scanner } = rig(model);
  return {
    scanner,
    scan: async (text) => simulator.scan(text),
    async scanCutShort(text) {
      simulator.faults.next('cut-short');
      simulator.scan(text);
      simulator.faults.assertSpent();
    },
    setMode: async (mode) => simulator.setMode(mode),
    unplug: async () => cable.unplug(),
    plug: async () => cable.plug(),
    until,
    quiet: () => pass(3_000),
    async close() {
      simulator.close();
      await scanner.close();
    },
  };
}

for (const name of ['access-is', 'honeywell-voyager-1400g', 'newland-em20xx', 'zebra-pos'] as const) {
  scannerContract(`${name} over a cable in memory`, () => makeBench(SCANNER_MODELS[name]));
}

it('when a scanner sends an empty code, then the driver discards it and reports the next code', async () => {
  const at = rig(SCANNER_MODELS['access-is']);
  await at.pass(100);
  for (const sent of ['', '\r', 'next']) {
    at.simulator.scan(sent);
    await at.pass(500);
  }
  expect(at.events).toMatchObject([{ type: 'code.scanned', code: { text: 'next' } }]);
  expect(at.discarded).toEqual(['an empty code', 'an empty code']);
  at.simulator.close();
  await at.scanner.close();
});

describe('a scanner that does not mark pieces', () => {
  it('when a code fills its last report, then silence ends the code, and codes of any length are read', async () => {
    const at = rig(SCANNER_MODELS.microscan);
    await at.pass(100);
    for (const length of [1, 61, 62, 63, 124, 125, 300]) {
      at.simulator.scan('m'.repeat(length));
      await at.pass(500);
      expect(at.events.at(-1)).toMatchObject({ code: { symbology: 'unknown', text: 'm'.repeat(length) } });
    }
    expect(at.events).toHaveLength(7);
    await at.scanner.close();
  });
});

describe('a scanner in trouble', () => {
  it('when a report is invalid, then the code is lost with SCN-104, and the next code is read', async () => {
    const at = rig(SCANNER_MODELS['access-is']);
    await at.pass(100);
    at.simulator.faults.next('nonsense');
    at.simulator.scan('x');
    at.simulator.scan('y');
    await at.pass(500);
    at.simulator.faults.assertSpent();
    expect(at.events).toMatchObject([
      { type: 'code.lost', trouble: { code: 'SCN-104' } },
      { type: 'code.scanned', code: { text: 'y' } },
    ]);
    expect(at.discarded).toEqual(['says 255 bytes of data, but has room for 56']);
    await at.scanner.close();
  });

  it('when the cable is pulled during a code, then the code is lost with SCN-103', async () => {
    const at = rig(SCANNER_MODELS['access-is']);
    await at.pass(100);
    at.simulator.scan('z'.repeat(200));
    await at.pass(40);
    at.cable.unplug();
    await at.pass(100);
    expect(at.events).toEqual([{ type: 'code.lost', trouble: { code: 'SCN-103', kind: 'cut-short' } }]);
    await at.scanner.close();
    expect(at.events).toHaveLength(1);
  });

  it('when the scanner powers up, then the driver enables the scanner', async () => {
    const at = rig(SCANNER_MODELS['honeywell-voyager-1400g']);
    await at.pass(100);
    expect(at.simulator.state().enabled).toBe(true);
    at.cable.unplug();
    expect(at.simulator.state().enabled).toBe(false);
    at.cable.plug();
    await at.pass(300);
    expect(at.simulator.state().enabled).toBe(true);
    await at.scanner.close();
  });

  it('when the system reports the plugged scanner, then the scanner is online within 40 ms, 1,000 times in a row', async () => {
    const at = rig(SCANNER_MODELS['access-is']);
    await at.pass(100);
    const states: string[] = [];
    at.scanner.onStatus(({ device }) => states.push(device));
    for (let round = 0; round < 1_000; round += 1) {
      at.cable.unplug();
      await at.pass(20);
      at.cable.plug();
      await at.pass(40);
      expect(at.scanner.status().device).toBe('online');
      await at.pass(500);
    }
    expect(states).toHaveLength(2_000);
    at.simulator.scan('still here');
    await at.pass(100);
    expect(at.events).toHaveLength(1);
    await at.scanner.close();
  });
});
