import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nullIfMissing } from '../../device/files/if-there.ts';
import { type Calibration, IDENTITY_CALIBRATION } from './touch.ts';

export interface TouchPanel {
  readonly name: string | null;
  /** USB ids, four hex digits each; `null`: not USB. */
  readonly ids: { readonly vendor: string; readonly product: string } | null;
  readonly serial: string | null;
  readonly calibration: Calibration;
}

const UDEV_DATA = '/run/udev/data';
/** Input devices have major number 13 [kernel, devices.txt]. */
const INPUT = /^c13:\d+$/;

/** Touch screens of this machine, each once: a panel may have several event nodes. */
export function touchPanels(folder = UDEV_DATA): readonly TouchPanel[] {
  const panels = filesIn(folder).flatMap((file) => panelOf(readFileSync(join(folder, file), 'utf8')) ?? []);
  const name = ({ ids, name: its }: TouchPanel) => JSON.stringify([ids, its]);
  return panels.filter((each, nth) => panels.findIndex((other) => name(other) === name(each)) === nth);
}

const filesIn = (folder: string): readonly string[] =>
  (nullIfMissing(() => readdirSync(folder)) ?? []).filter((file) => INPUT.test(file));

function panelOf(data: string): TouchPanel | null {
  const values = new Map(
    data.split('\n').flatMap((line): [string, string][] => {
      const [, name, value] = /^E:([A-Z0-9_]+)=(.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
  if (values.get('ID_INPUT_TOUCHSCREEN') !== '1') return null;
  const [vendor, product] = [values.get('ID_VENDOR_ID'), values.get('ID_MODEL_ID')];
  return {
    name: values.get('ID_MODEL') ?? null,
    ids: vendor !== undefined && product !== undefined ? { vendor, product } : null,
    serial: values.get('ID_SERIAL_SHORT') ?? null,
    calibration: calibrationIn(values.get('LIBINPUT_CALIBRATION_MATRIX')),
  };
}

function calibrationIn(text: string | undefined): Calibration {
  const numbers = text?.trim().split(/\s+/).map(Number) ?? [];
  const [a, b, c, d, e, f] = numbers;
  const isWhole = numbers.length === 6 && numbers.every(Number.isFinite);
  return isWhole ? ([a, b, c, d, e, f] as Calibration) : IDENTITY_CALIBRATION;
}

/**
 * Line of a udev rule that gives libinput a matrix for a touch screen [libinput, Static device configuration via udev]. Without USB ids of
 * the panel, the rule is for every touch screen.
 */
export function calibrationRule(panel: TouchPanel | null, calibration: Calibration): string {
  const which = panel?.ids
    ? `ENV{ID_VENDOR_ID}=="${panel.ids.vendor}", ENV{ID_MODEL_ID}=="${panel.ids.product}", `
    : 'ENV{ID_INPUT_TOUCHSCREEN}=="1", ';
  const matrix = calibration.map((each) => Number(each.toFixed(4)) + 0).join(' ');
  return `ACTION=="add|change", SUBSYSTEM=="input", KERNEL=="event*", ${which}ENV{LIBINPUT_CALIBRATION_MATRIX}="${matrix}"`;
}
