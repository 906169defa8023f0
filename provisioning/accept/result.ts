import { z } from 'zod';
import { type AnyCode, TECHNICIAN_TEXT } from '../../device/troubles/troubles.ts';
import { adviceOf } from '../devices/open-device.ts';
import { STEP_IDS } from './step-ids.ts';

const SEEN = [
  'code-scanned',
  'letters-typed',
  'sheet-came',
  'zone-read',
  'chip-read',
  'paid-and-back',
  'note-given-back',
  'keys-came',
  'badge-read',
  'contacts-changed',
  'lights-seen',
  'touches-fit',
  'tone-heard',
  'not-fitted',
  'simulated',
  'not-asked',
  'trouble',
] as const;

const deviceSchema = z.strictObject({
  kind: z.string(),
  model: z.string().nullable(),
  firmware: z.string().nullable(),
  serial: z.string().nullable(),
  at: z.string().nullable(),
});

/** A field is `null` if the device does not tell it. */
export type DeviceFacts = Readonly<z.infer<typeof deviceSchema>>;

/** Nothing about a person: `detail` is what a device says about itself, in English. */
export const resultSchema = z.strictObject({
  step: z.enum(STEP_IDS),
  outcome: z.enum(['ok', 'failed', 'skipped']),
  seen: z.enum(SEEN),
  detail: z.string(),
  /** Trouble code; `null`: the step did not fail. */
  code: z.string().nullable(),
  fix: z.string().nullable(),
  /** ISO date-time. */
  at: z.string(),
  devices: z.array(deviceSchema).readonly(),
});

export type StepResult = Readonly<z.infer<typeof resultSchema>>;
export type StepFinding = Omit<StepResult, 'step' | 'at'>;

type Seen = StepResult['seen'];

export const passedStep = (seen: Seen, detail = '', devices: readonly DeviceFacts[] = []): StepFinding => ({
  outcome: 'ok',
  seen,
  detail,
  code: null,
  fix: null,
  devices,
});

export const skipped = (seen: 'not-fitted' | 'simulated' | 'not-asked', detail = ''): StepFinding => ({
  outcome: 'skipped',
  seen,
  detail,
  code: null,
  fix: null,
  devices: [],
});

/** A failed result. `fix` defaults to the first advice in the list of troubles. */
export const failedStep = (code: AnyCode, detail: string, fix = adviceOf(code)): StepFinding => ({
  outcome: 'failed',
  seen: 'trouble',
  detail,
  code,
  fix,
  devices: [],
});

export const isCode = (code: string | null): code is AnyCode => code !== null && Object.hasOwn(TECHNICIAN_TEXT, code);
