import type { DeviceKind, ProfileKind } from '../../drivers/device-kinds.ts';
import type { TroubleCode } from '../words/trouble.ts';
import type { OutcomeShares } from './evidence.ts';

export type DegradationCode = 'RDR-252' | 'TRM-111';

export type MonitoredFunction = { readonly kind: DeviceKind; readonly shares: OutcomeShares } & (
  | { readonly code: TroubleCode; readonly closes: ProfileKind }
  /** `chip`: the kiosk then reads zones only. `null`: staff are told, and the kiosk still offers the device. */
  | { readonly code: DegradationCode; readonly closes: 'chip' | null }
);

const share = (usual: number, degraded: number) => ({ usual, degraded });

/**
 * All tests. The `usual` shares of bad outcomes are chosen, above what we expect, not measured. A wrongly inserted card succeeds at the
 * next try: `repeated`. A worn card never succeeds: `failed`. A degraded device fails for about half of the people.
 */
export const MONITORED_FUNCTIONS = {
  zone: {
    kind: 'reader',
    code: 'RDR-109',
    closes: 'reader',
    shares: { good: share(0.9, 0.3), repeated: share(0.085, 0.2), failed: share(0.015, 0.5) },
  },
  chip: {
    kind: 'chipReader',
    code: 'RDR-252',
    closes: 'chip',
    shares: { good: share(0.965, 0.4), repeated: share(0.03, 0.1), failed: share(0.005, 0.5) },
  },
  card: {
    kind: 'terminal',
    code: 'TRM-110',
    closes: 'terminal',
    shares: {
      good: share(0.845, 0.3),
      repeated: share(0.04, 0.1),
      abandoned: share(0.1, 0.15),
      failed: share(0.015, 0.45),
    },
  },
  /** `failed`: a slow sale. */
  cardTime: {
    kind: 'terminal',
    code: 'TRM-111',
    closes: null,
    shares: { good: share(0.95, 0.4), failed: share(0.05, 0.6) },
  },
  notes: {
    kind: 'billValidator',
    code: 'BIL-113',
    closes: 'billValidator',
    shares: { good: share(0.72, 0.15), repeated: share(0.25, 0.35), failed: share(0.03, 0.5) },
  },
  paper: {
    kind: 'printer',
    code: 'PRN-123',
    closes: 'printer',
    shares: { good: share(0.985, 0.4), repeated: share(0.01, 0.2), failed: share(0.005, 0.4) },
  },
} as const satisfies Readonly<Record<string, MonitoredFunction>>;

export type MonitoredFunctionId = keyof typeof MONITORED_FUNCTIONS;

export const MONITORED_FUNCTION_IDS = Object.keys(MONITORED_FUNCTIONS) as MonitoredFunctionId[];
