import type { TroubleCode } from '../../../device/words/trouble.ts';
import { inEveryLook, type Sample, SIMULATED } from '../../samples/sample.ts';

export function starting(): readonly Sample<'starting'>[] {
  return [{ name: 'usual', view: { show: 'starting' } }];
}

export function outOfService(): readonly Sample<'outOfService'>[] {
  const because = (...codes: readonly TroubleCode[]) => ({ show: 'outOfService', because: codes }) as const;
  return [
    { name: 'reader-and-printer', view: because('RDR-104', 'PRN-103') },
    { name: 'everything', view: because('RDR-104', 'TRM-102', 'PRN-101') },
    { name: 'no-room-on-the-disk', view: because('DSK-101') },
    { name: 'without-a-reason', view: because() },
  ];
}

export function attract(): readonly Sample<'attract'>[] {
  const view = { show: 'attract', notices: [], takeCard: false } as const;
  return [
    { name: 'usual', view },
    { name: 'card-left', view: { ...view, takeCard: true } },
    { name: 'office-away', view: { ...view, notices: ['BKO-101'] } },
    { name: 'printer-has-no-paper', view: { ...view, notices: ['PRN-111'] } },
    { name: 'three-notices', view: { ...view, notices: ['RDR-104', 'TRM-204', 'PRN-112'] } },
    { name: 'simulated', view, frame: SIMULATED },
    ...inEveryLook(view),
  ];
}
