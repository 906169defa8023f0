import type { BadgeEvent, BadgeReader } from '../../../drivers/badge/contract.ts';
import type { Clock } from '../../../drivers/clock.ts';
import type { Keypad, KeypadKey } from '../../../drivers/keypad/contract.ts';
import type { LinePattern, LineTrouble } from '../../../drivers/lines/contract.ts';
import type { Result } from '../../../drivers/result.ts';
import type { Scanner, ScannerEvent } from '../../../drivers/scanner/contract.ts';
import type { LightName } from '../../config/lines.ts';
import { type DeviceTest, failedTestOutcome, TEST_STOPPED } from './contract.ts';
import { TECHNICIAN_WAIT_MS, waitForFirst } from './wait.ts';

/** Reads any code. Its text is not used: it may be a citizen's. */
export const scanTest =
  ({ scanner, clock }: { readonly scanner: Pick<Scanner, 'status' | 'onEvent'>; readonly clock: Clock }): DeviceTest =>
  async ({ show, signal }) => {
    const { trouble } = scanner.status();
    if (trouble) return failedTestOutcome(trouble.code);
    show({ at: 'hold-code' });
    const event = await waitForFirst<ScannerEvent>((give) => scanner.onEvent(give), {
      clock,
      limitMs: TECHNICIAN_WAIT_MS,
      signal,
    });
    if (!event) return signal.aborted ? TEST_STOPPED : failedTestOutcome('ACC-109');
    if (event.type === 'code.lost') return failedTestOutcome(event.trouble.code);
    return { is: 'passed', found: { saw: 'code-read' }, kinds: ['scanner'] };
  };

/** Reads any badge. A badge by UID has no key to check. Neither page nor log has a number. */
export const badgeTest =
  ({
    badgeReader,
    clock,
  }: {
    readonly badgeReader: Pick<BadgeReader, 'status' | 'onEvent'>;
    readonly clock: Clock;
  }): DeviceTest =>
  async ({ show, signal }) => {
    const { blockedBy } = badgeReader.status();
    if (blockedBy) return failedTestOutcome(blockedBy.code);
    show({ at: 'hold-badge' });
    const read = await waitForFirst<Extract<BadgeEvent, { type: 'badge.read' }>>(
      (give) => badgeReader.onEvent((event) => event.type === 'badge.read' && give(event)),
      { clock, limitMs: TECHNICIAN_WAIT_MS, signal },
    );
    if (!read) return signal.aborted ? TEST_STOPPED : failedTestOutcome('BDG-105');
    if (!read.result.ok) return failedTestOutcome(read.result.error.code);
    return { is: 'passed', found: { saw: 'badge-read' }, kinds: ['badgeReader'] };
  };

/** `keys`: keys of the model; empty: unknown, so the technician says whether all came. */
export const keypadTest =
  ({
    keypad,
    keys,
    clock,
  }: {
    readonly keypad: Pick<Keypad, 'status' | 'onEvent'>;
    readonly keys: readonly KeypadKey[];
    readonly clock: Clock;
  }): DeviceTest =>
  async ({ show, agrees, signal }) => {
    const came = new Set<KeypadKey>();
    const missing = () => keys.filter((key) => !came.has(key));
    const tell = () => show({ at: 'press-keys', came: [...came], missing: missing() });
    tell();
    const note = (key: KeypadKey) => {
      if (came.has(key)) return;
      came.add(key);
      tell();
    };
    const listen = (give: (value: true) => void) =>
      keypad.onEvent((event) => {
        if (event.type !== 'key.pressed') return;
        note(event.key);
        if (keys.length > 0 && missing().length === 0) give(true);
      });
    const wait = { clock, limitMs: TECHNICIAN_WAIT_MS, signal };
    if (keys.length === 0) {
      const stop = listen(() => {});
      const all = await agrees({ about: 'keys' });
      stop();
      if (all === null) return TEST_STOPPED;
      if (!all || came.size === 0) return failedTestOutcome('ACC-111');
    } else if (!(await waitForFirst<true>(listen, wait))) {
      return signal.aborted ? TEST_STOPPED : failedTestOutcome('ACC-111');
    }
    const { trouble } = keypad.status();
    return trouble
      ? failedTestOutcome(trouble.code)
      : { is: 'passed', found: { saw: 'keys-came', keys: [...came] }, kinds: ['keypad'] };
  };

/** The cabinet's lights, lent for a test; `giveBack` lets the page switch them again. */
export interface BorrowedLights {
  readonly names: readonly LightName[];
  show(name: LightName, pattern: LinePattern): Promise<Result<void, LineTrouble>>;
  giveBack(): void;
}

/** Times in ms, slow enough to see. */
const BLINK = { onMs: 300, offMs: 300 };

export const lightsTest =
  (borrow: () => BorrowedLights): DeviceTest =>
  async ({ agrees }) => {
    const lights = borrow();
    try {
      for (const name of lights.names) {
        const shown = await lights.show(name, BLINK);
        if (!shown.ok) return failedTestOutcome(shown.error.code);
        const seen = await agrees({ about: 'light', light: name });
        await lights.show(name, 'off');
        if (seen === null) return TEST_STOPPED;
        if (!seen) return failedTestOutcome('ACC-110');
      }
      return { is: 'passed', found: { saw: 'lights-seen', lights: lights.names }, kinds: [] };
    } finally {
      lights.giveBack();
    }
  };

/** The page plays the tone while it asks. */
export const soundTest: DeviceTest = async ({ agrees }) => {
  const heard = await agrees({ about: 'tone' });
  if (heard === null) return TEST_STOPPED;
  return heard ? { is: 'passed', found: { saw: 'tone-heard' }, kinds: [] } : failedTestOutcome('ACC-116');
};
