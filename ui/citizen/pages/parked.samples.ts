import { LARGEST_TEXT, makeSamplesForDisplays, type PageSample } from '../../samples/sample.ts';

const PARKED = {
  show: 'parked',
  qr: `ASAN-PARK-1:${'7QF2W9XR3TBD'.repeat(4)}K4M2`,
  until: '2026-12-04T14:32',
  printed: true,
  takeCard: true,
} as const;

const parked = (): readonly PageSample<'parked'>[] => [
  { name: 'printed', view: PARKED },
  { name: 'on-glass', view: { ...PARKED, printed: false } },
  ...makeSamplesForDisplays(PARKED),
];

const parking = (): readonly PageSample<'parking'>[] => [
  { name: 'storing', view: { show: 'parking', failed: false } },
  { name: 'failed', view: { show: 'parking', failed: true } },
  { name: 'text-200', view: { show: 'parking', failed: true }, frame: LARGEST_TEXT },
];

export const samples = () => ({ parking: parking(), parked: parked() });
