import { z } from 'zod';
import { restartOnlyIfRunning } from '../../device/troubles/start-anew.ts';
import { type AnyTroubleCode, TECHNICIAN_TEXT } from '../../device/troubles/troubles.ts';
import { adviceOf } from '../devices/open-device.ts';
import { ACCEPTANCE_STEP_IDS } from './step-ids.ts';

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
export type TestedDevice = Readonly<z.infer<typeof deviceSchema>>;

/** Nothing about a person: `detail` is what a device says about itself, in English. */
export const stepResultSchema = z.strictObject({
  step: z.enum(ACCEPTANCE_STEP_IDS),
  outcome: z.enum(['ok', 'failed', 'skipped']),
  seen: z.enum(SEEN),
  detail: z.string(),
  code: z.string().nullable(),
  fix: z.string().nullable(),
  /** ISO date-time. */
  at: z.string(),
  devices: z.array(deviceSchema).readonly(),
});

export type AcceptanceStepResult = Readonly<z.infer<typeof stepResultSchema>>;
export type AcceptanceFinding = Omit<AcceptanceStepResult, 'step' | 'at'>;

type Seen = AcceptanceStepResult['seen'];

export const passedStep = (seen: Seen, detail = '', devices: readonly TestedDevice[] = []): AcceptanceFinding => ({
  outcome: 'ok',
  seen,
  detail,
  code: null,
  fix: null,
  devices,
});

export const skipped = (seen: 'not-fitted' | 'simulated' | 'not-asked', detail = ''): AcceptanceFinding => ({
  outcome: 'skipped',
  seen,
  detail,
  code: null,
  fix: null,
  devices: [],
});

/**
 * A failed result. `fix` defaults to the first advice in the list of troubles. Its commands do not start the stopped kiosk: the screen
 * would take the technician's console.
 */
export const failedStep = (code: AnyTroubleCode, detail: string, fix = adviceOf(code)): AcceptanceFinding => ({
  outcome: 'failed',
  seen: 'trouble',
  detail,
  code,
  fix: restartOnlyIfRunning(fix),
  devices: [],
});

export const isTroubleCode = (code: string | null): code is AnyTroubleCode =>
  code !== null && Object.hasOwn(TECHNICIAN_TEXT, code);
