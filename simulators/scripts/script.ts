import { z } from 'zod';
import type { DeviceKindWithLink } from '../../drivers/device-kinds.ts';

/** Milliseconds. */
export type StepTrigger =
  /** At the first bytes of the `nth` occasion (from 1), plus `afterMs`. */
  | { readonly on: 'occasion'; readonly name: string; readonly nth: number; readonly afterMs: number }
  /** Time since the start. */
  | { readonly on: 'time'; readonly ms: number }
  /** Always active; only for faults. */
  | { readonly on: 'always' };

export interface ScriptLine {
  readonly address: string;
  readonly action: string;
  readonly when: StepTrigger;
}

export type ScriptedKind = DeviceKindWithLink | 'chip' | 'scanner' | 'keypad' | 'lines';

type Occasions = Readonly<Partial<Record<ScriptedKind, readonly string[]>>>;

export const SCRIPT_OCCASIONS = {
  printer: ['print'],
  terminal: ['pay', 'reverse', 'refund', 'ask', 'register', 'end-of-day'],
  reader: ['read'],
  chipReader: ['card'],
  billValidator: ['note', 'stack'],
  chip: ['command', 'read'],
  scanner: ['scan'],
  keypad: ['press'],
  lines: ['contact', 'light'],
} as const satisfies Occasions;

const LONGEST_ACTION = 200;

/** Schema of a script file for one kind of device: a list of steps, each one `address: action`. */
export function scriptSchema(kind: ScriptedKind) {
  const occasions: Occasions = SCRIPT_OCCASIONS;
  const names = occasions[kind] ?? [];
  const known = addressOf(names);
  return form(z.string()).check(({ value, issues }) => {
    for (const [at, step] of value.entries()) {
      const [wrong] = Object.keys(step).filter((address) => !known.test(address));
      if (wrong === undefined) continue;
      issues.push({ code: 'unrecognized_keys', keys: [wrong], path: [at], input: step, message: addressWords(names) });
    }
  });
}

const form = (address: z.ZodString) =>
  z.array(
    z
      .record(address, z.string().min(1).max(LONGEST_ACTION))
      .refine((step) => Object.keys(step).length === 1, 'one step a line, such as - print#2: unplug after 40 bytes')
      .meta({ minProperties: 1, maxProperties: 1 }),
  );

/** `2.5s` or `300ms`. */
const TIME = '\\d{1,6}(\\.\\d{1,3})?(ms|s)';

const addressOf = (names: readonly string[]): RegExp =>
  new RegExp(`^(always|at ${TIME}|(${names.join('|')})#[1-9]\\d{0,5}( \\+ ${TIME})?)$`);

const addressWords = (names: readonly string[]): string =>
  `always, at 2.5s, ${names.map((name) => `${name}#1`).join(', ')} or ${names[0]}#1 + 2s`;

/** The steps of a file that fits the schema, in its order. */
export function stepsOf(written: readonly Readonly<Record<string, string>>[]): readonly ScriptLine[] {
  return written.flatMap((step) =>
    Object.entries(step).map(([address, action]) => ({ address, action: action.trim(), when: whenOf(address) })),
  );
}

function whenOf(address: string): StepTrigger {
  if (address === 'always') return { on: 'always' };
  const time = /^at (\S+)$/.exec(address)?.[1];
  if (time !== undefined) return { on: 'time', ms: millisecondsOf(time) };
  const [, name = '', nth = '', later = '0ms'] = /^([a-z-]+)#(\d+)(?: \+ (\S+))?$/.exec(address) ?? [];
  return { on: 'occasion', name, nth: Number(nth), afterMs: millisecondsOf(later) };
}

/** Converts `2.5s` and `300ms` to ms. */
export function millisecondsOf(time: string): number {
  const number = Number.parseFloat(time);
  return time.endsWith('ms') ? number : Math.round(number * 1_000);
}

/** The form of scripts for every kind of device as JSON Schema 2020-12, for editors. */
export function scriptJsonSchema(): object {
  const address = z.string().regex(addressOf([...new Set(Object.values(SCRIPT_OCCASIONS).flat())]));
  return z.toJSONSchema(form(address), { io: 'input' });
}
