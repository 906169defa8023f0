import type { WireDirection, WireFault } from '../faults/wire-faults.ts';
import { millisecondsOf } from './script.ts';

export const WIRE_FAULT_FORMS: readonly string[] = [
  'drop',
  'drop byte 3',
  'flip',
  'flip bit 20',
  'split',
  'split after 4',
  'noise',
  'noise 12 bytes',
  'delay 300ms',
  'unplug after 40 bytes',
];

/** USB reports come whole or not at all: lower layers check their bits (USB 2.0, 8.3.5). */
export const REPORT_FAULT_FORMS: readonly string[] = ['drop', 'delay 300ms', 'unplug after 40 bytes'];

const NOISE_BYTES = 8;

const FORMS: readonly (readonly [RegExp, (number: string) => WireFault])[] = [
  [/^drop$/, () => ({ do: 'drop' })],
  [/^drop byte (\d{1,6})$/, (byte) => ({ do: 'drop', byte: Number(byte) })],
  [/^flip$/, () => ({ do: 'flip' })],
  [/^flip bit (\d{1,7})$/, (bit) => ({ do: 'flip', bit: Number(bit) })],
  [/^split$/, () => ({ do: 'split' })],
  [/^split after (\d{1,6})$/, (after) => ({ do: 'split', after: Number(after) })],
  [/^noise$/, () => ({ do: 'noise', bytes: NOISE_BYTES })],
  [/^noise (\d{1,4}) bytes$/, (bytes) => ({ do: 'noise', bytes: Number(bytes) })],
  [/^delay (\d{1,6}(?:\.\d{1,3})?(?:ms|s))$/, (time) => ({ do: 'delay', ms: millisecondsOf(time) })],
  [/^unplug after (\d{1,7}) bytes$/, (bytes) => ({ do: 'unplug', afterBytes: Number(bytes) })],
];

const TO: Readonly<Record<string, WireDirection>> = { kiosk: 'in', device: 'out' };

/**
 * `unplug after 40 bytes` as a fault; `undefined`: unknown words. With `to the kiosk` or `to the device` at the end, it waits for bytes of
 * that direction.
 */
export function wireFaultOf(words: string): WireFault | undefined {
  const [, action = '', to] = /^(.*?)(?: to the (kiosk|device))?$/.exec(words) ?? [];
  for (const [form, make] of FORMS) {
    const found = form.exec(action);
    const on = to === undefined ? undefined : TO[to];
    if (found) return { ...make(found[1] ?? ''), ...(on && { on }) };
  }
  return undefined;
}

/** Like `wireFaultOf`, for a wire of reports. */
export function reportFaultOf(words: string): WireFault | undefined {
  const fault = wireFaultOf(words);
  const whole = fault?.do === 'delay' || fault?.do === 'unplug' || (fault?.do === 'drop' && fault.byte === undefined);
  return whole ? fault : undefined;
}
