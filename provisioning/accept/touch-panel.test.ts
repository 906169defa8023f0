import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { calibrationRule, touchPanels } from './touch-panel.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'udev-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const PANEL = `I:4711000
E:ID_INPUT=1
E:ID_INPUT_TOUCHSCREEN=1
E:ID_MODEL=ILITEK-TP
E:ID_VENDOR_ID=222a
E:ID_MODEL_ID=0001
E:ID_SERIAL_SHORT=V06
E:LIBINPUT_CALIBRATION_MATRIX=-1 0 1 0 -1 1
G:seat
`;

it('when a panel has several event nodes, then it is listed once with its matrix; a broken matrix counts as identity', () => {
  writeFileSync(join(folder, 'c13:64'), PANEL);
  writeFileSync(join(folder, 'c13:65'), PANEL);
  writeFileSync(join(folder, 'c13:66'), PANEL.replace('TOUCHSCREEN', 'MOUSE'));
  writeFileSync(join(folder, 'c189:1'), PANEL);
  expect(touchPanels(folder)).toEqual([
    { name: 'ILITEK-TP', ids: { vendor: '222a', product: '0001' }, serial: 'V06', calibration: [-1, 0, 1, 0, -1, 1] },
  ]);
  writeFileSync(join(folder, 'c13:64'), PANEL.replace('-1 0 1 0 -1 1', '-1 0 1 0 -1'));
  rmSync(join(folder, 'c13:65'));
  expect(touchPanels(folder)[0]?.calibration).toEqual([1, 0, 0, 0, 1, 0]);
  expect(touchPanels(join(folder, 'none'))).toEqual([]);
});

it("when the panel's ids are known, then the rule names them; otherwise the rule is for every touch screen", () => {
  const [panel = null] = [
    { name: null, ids: { vendor: '222a', product: '0001' }, serial: null, calibration: [1, 0, 0, 0, 1, 0] as const },
  ];
  expect(calibrationRule(panel, [0, 1, 0, -1, 0, 1])).toBe(
    'ACTION=="add|change", SUBSYSTEM=="input", KERNEL=="event*", ENV{ID_VENDOR_ID}=="222a", ENV{ID_MODEL_ID}=="0001", ENV{LIBINPUT_CALIBRATION_MATRIX}="0 1 0 -1 0 1"',
  );
  expect(calibrationRule(null, [1.00004, -0, 0.123456, 0, 1, 0])).toBe(
    'ACTION=="add|change", SUBSYSTEM=="input", KERNEL=="event*", ENV{ID_INPUT_TOUCHSCREEN}=="1", ENV{LIBINPUT_CALIBRATION_MATRIX}="1 0 0.1235 0 1 0"',
  );
});
