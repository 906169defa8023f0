import { z } from 'zod';
import { type AnyCode, TECHNICIAN_TEXT } from '../../device/troubles/troubles.ts';
import { adviceOf } from '../devices/open-device.ts';
import { STEP_IDS } from './step-ids.ts';

/** What came of a step, by a word that every language has a sentence for. */
const SEEN = [
  'code-scanned',
  'letters-typed',
  'sheet-came',
  'zone-read',
  'chip-read',
  'paid-and-back',
  'note-given-back',
  'keys-came',
  'contacts-changed',
  'lights-seen',
  'touches-fit',
  'tone-heard',
  /** Skipped. */
  'not-fitted',
  'simulated',
  'not-asked',
  /** Failed; the code says what. */
  'trouble',
] as const;

const deviceSchema = z.strictObject({
  kind: z.string(),
  model: z.string().nullable(),
  firmware: z.string().nullable(),
  serial: z.string().nullable(),
  /** Where it is plugged in, as the profile or the system names it. */
  at: z.string().nullable(),
});

/** One device, as far as it says what it is; `null` where it does not say. */
export type DeviceFacts = Readonly<z.infer<typeof deviceSchema>>;

/** What a step found. Nothing of a person: `detail` holds what a machine says of itself, in English. */
export const resultSchema = z.strictObject({
  step: z.enum(STEP_IDS),
  outcome: z.enum(['ok', 'failed', 'skipped']),
  seen: z.enum(SEEN),
  detail: z.string(),
  /** Stable, as in the list of troubles; `null` where nothing is wrong. */
  code: z.string().nullable(),
  /** The first thing to do about it, in English. */
  fix: z.string().nullable(),
  /** ISO date-time. */
  at: z.string(),
  devices: z.array(deviceSchema).readonly(),
});

export type StepResult = Readonly<z.infer<typeof resultSchema>>;
/** A result without what every step has alike. */
export type Found = Omit<StepResult, 'step' | 'at'>;

type Seen = StepResult['seen'];

export const passed = (seen: Seen, detail = '', devices: readonly DeviceFacts[] = []): Found => ({
  outcome: 'ok',
  seen,
  detail,
  code: null,
  fix: null,
  devices,
});

export const skipped = (seen: 'not-fitted' | 'simulated' | 'not-asked', detail = ''): Found => ({
  outcome: 'skipped',
  seen,
  detail,
  code: null,
  fix: null,
  devices: [],
});

/** `fix`: the cause's own advice, if it has one; otherwise the first advice in the list of troubles. */
export const trouble = (code: AnyCode, detail: string, fix = adviceOf(code)): Found => ({
  outcome: 'failed',
  seen: 'trouble',
  detail,
  code,
  fix,
  devices: [],
});

export const isCode = (code: string | null): code is AnyCode => code !== null && Object.hasOwn(TECHNICIAN_TEXT, code);
