import type { TroubleCode } from '../../../device/words/trouble.ts';
import type { PageSample } from '../../samples/sample.ts';

function starting(): readonly PageSample<'starting'>[] {
  return [{ name: 'usual', view: { show: 'starting' } }];
}

function outOfService(): readonly PageSample<'outOfService'>[] {
  const because = (...codes: readonly TroubleCode[]) => ({ show: 'outOfService', because: codes }) as const;
  return [
    { name: 'reader-and-printer', view: because('RDR-104', 'PRN-103') },
    { name: 'everything', view: because('RDR-104', 'TRM-102', 'PRN-101') },
    { name: 'no-room-on-the-disk', view: because('DSK-101') },
    { name: 'without-a-reason', view: because() },
  ];
}

export const samples = () => ({ starting: starting(), outOfService: outOfService() });
