import type { ReferenceBackOffice } from '../../simulators/back-office/server.ts';
import type { EventOutput } from './event-output.ts';
import type { SimulatorVerb } from './verbs.ts';

const KIOSK = /^[A-Z][A-Z0-9]{0,5}$/;

/** Verbs of the office's staff for enrolling kiosks; none without enrolment. */
export function enrolmentVerbs({ enrolment }: ReferenceBackOffice, say: EventOutput['say']): readonly SimulatorVerb[] {
  if (!enrolment) return [];
  const ofKiosk = (act: (kiosk: string) => Promise<void>) => async (rest: string) => {
    const kiosk = rest.toUpperCase();
    if (!KIOSK.test(kiosk)) return 'the id of the kiosk is missing, such as K5';
    await act(kiosk);
    return undefined;
  };
  return [
    {
      name: 'enrol',
      takes: '<kiosk>',
      does: 'give out a one-time code for a kiosk, for a day',
      run: ofKiosk(async (kiosk) => {
        const [code, { fingerprint }] = [await enrolment.issueCode(kiosk), enrolment];
        say('enrolment-code', { kiosk, code, fingerprint }, `${kiosk}: --code ${code} --fingerprint ${fingerprint}`);
      }),
    },
    {
      name: 'revoke',
      takes: '<kiosk>',
      does: 'revoke every certificate of a kiosk',
      run: ofKiosk(async (kiosk) => {
        const count = await enrolment.revoke(kiosk);
        say('revoked', { kiosk, count }, `${kiosk}: ${count} certificate${count === 1 ? '' : 's'} revoked`);
      }),
    },
  ];
}
