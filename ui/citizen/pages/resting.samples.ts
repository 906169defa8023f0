import type { TroubleCode } from '../../../device/words/trouble.ts';
import { LARGEST_TEXT, type PageSample } from '../../samples/sample.ts';
import { say } from '../../samples/texts.ts';

function starting(): readonly PageSample<'starting'>[] {
  return [{ name: 'usual', view: { show: 'starting' } }];
}

const ELSEWHERE = {
  kiosk: say('K6, girişin solunda', 'K6, слева от входа', 'K6, left of the entrance'),
  window: say('3-cü, 1-ci mərtəbə', '3, первый этаж', '3, ground floor'),
};
const HERE = { because: [], closure: null, since: null, until: null, opens: null, elsewhere: null } as const;

function outOfService(): readonly PageSample<'outOfService'>[] {
  const because = (...codes: readonly TroubleCode[]) => ({ show: 'outOfService', ...HERE, because: codes }) as const;
  const closed = { show: 'outOfService', ...HERE, closure: 'maintenance', elsewhere: ELSEWHERE } as const;
  const since = { day: null, time: '09:12' };
  const reasons = ['repair', 'paper', 'cleaning', 'network'] as const;
  const timed = { ...closed, since, until: { day: null, time: '14:00' } };
  return [
    { name: 'reader-and-printer', view: { ...because('RDR-104', 'PRN-103'), since } },
    { name: 'everything', view: because('RDR-104', 'TRM-102', 'PRN-101') },
    { name: 'no-room-on-the-disk', view: { ...because('DSK-101'), since, elsewhere: ELSEWHERE } },
    { name: 'without-a-reason', view: because() },
    { name: 'closed-by-staff', view: timed },
    { name: 'closed-for-days', view: { ...closed, since: { day: '2026-12-01', time: '17:30' } } },
    { name: 'text-200', view: timed, frame: LARGEST_TEXT },
    ...reasons.map((closure) => ({ name: `closed-for-${closure}`, view: { ...closed, closure } })),
    { name: 'card-and-note-left', view: closed, frame: { toTake: ['card', 'note'] } },
    {
      name: 'outside-hours',
      view: {
        show: 'outOfService',
        ...HERE,
        closure: 'hours',
        opens: { day: '2026-12-02', time: '09:00' },
        elsewhere: { ...ELSEWHERE, window: null },
      },
    },
  ];
}

export const samples = () => ({ starting: starting(), outOfService: outOfService() });
