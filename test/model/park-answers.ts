import { fingerprintOfSteps } from '../../device/session/steps/resume/restoring.ts';
import { parkedDisplayOf } from '../../device/session/visit/parked.ts';
import { PLAIN_DISPLAY } from '../../device/words/display.ts';
import { err, ok } from '../../drivers/result.ts';
import type { NamedAnswer } from './code-answers.ts';
import { CATALOGUE } from './world.ts';

const SERVICE = CATALOGUE.services.find(({ id }) => id === 'identity-card-replacement')!;

const PARKED = {
  service: SERVICE.id,
  steps: fingerprintOfSteps(SERVICE),
  tier: SERVICE.tiers[0]!.id,
  language: 'az',
  display: parkedDisplayOf(PLAIN_DISPLAY),
  answers: {},
  place: null,
  isAnswered: false,
} as const;

export function parkAnswers(src: string): readonly NamedAnswer[] {
  if (src === 'readSlip')
    return [
      { what: 'read', output: ok(undefined) },
      { what: 'unknown', output: err('unknown') },
      { what: 'unreachable', output: err('BKO-101'), worst: true },
    ];
  if (src !== 'openSlip') return [];
  return [
    { what: 'opened', output: ok(PARKED) },
    { what: 'opened, with other questions', output: ok({ ...PARKED, steps: 'others' }) },
    { what: 'opened, of another kiosk', output: ok({ ...PARKED, service: 'elsewhere' }) },
    { what: 'wrong card', output: err('wrong-card'), worst: true },
  ];
}

export const PARK_ANSWERS: readonly NamedAnswer[] = [
  { what: 'slip on paper', output: ok({ qr: 'ASAN-PARK-1:A', until: '2026-11-25T14:32', printed: true }) },
  { what: 'slip on the screen', output: ok({ qr: 'ASAN-PARK-1:A', until: '2026-11-25T14:32', printed: false }) },
  { what: 'unreachable', output: err('BKO-101'), worst: true },
];
