import type {
  PhoneIdentityOffice,
  PhoneIdentityProgress,
  PhoneIdentityRequest,
  PhoneIdentityStart,
  PhonePerson,
} from '../../device/back-office/phone-identity.ts';
import { emitter } from '../../drivers/emitter.ts';
import { err, ok } from '../../drivers/result.ts';

export const PHONE_STARTED: PhoneIdentityStart = { qr: 'https://phone.example/i/1', match: '47', validSeconds: 120 };

/** The person of `AYSEL` in `test/rigs/machine-rig.ts`. */
export const PHONE_PERSON: PhonePerson = {
  kind: 'identity-card',
  documentNumber: 'AA1234567',
  surname: 'MAMMADOVA',
  givenNames: 'AYSEL',
  birthDate: '1990-03-14',
  expiryDate: '2031-03-14',
  fin: '5ABC12D',
};

const WAITING: PhoneIdentityProgress = { state: 'waiting', qr: PHONE_STARTED.qr, secondsLeft: 112 };

export interface FakePhones {
  readonly office: PhoneIdentityOffice;
  readonly begun: Map<string, PhoneIdentityRequest>;
  readonly cancelled: string[];
  /** Questions that wait for an answer. */
  readonly waiting: () => number;
  tell(news: PhoneIdentityProgress): void;
  down: boolean;
  refuses: string | null;
}

/** Office that has news when the test says so. */
export function fakePhones(): FakePhones {
  const told = emitter<PhoneIdentityProgress>();
  let waiting = 0;
  const down = err({ code: 'BKO-101', kind: 'unreachable', detail: 'down' } as const);
  const phones: FakePhones = {
    begun: new Map(),
    cancelled: [],
    waiting: () => waiting,
    tell: told.emit,
    down: false,
    refuses: null,
    office: {
      async startIdentity(key, request) {
        if (phones.down) return down;
        if (phones.refuses !== null) return err({ code: 'BKO-102', kind: 'refused', reason: phones.refuses });
        phones.begun.set(key, request);
        return ok(PHONE_STARTED);
      },
      identityNews(_key, _question, signal) {
        if (phones.down) return Promise.resolve(down);
        waiting += 1;
        return new Promise((resolve) => {
          const stop = told.on((news) => answer(news));
          const answer = (news: PhoneIdentityProgress) => {
            stop();
            waiting -= 1;
            resolve(ok(news));
          };
          signal.addEventListener('abort', () => answer(WAITING), { once: true });
        });
      },
      async cancelIdentity(key) {
        phones.cancelled.push(key);
        return ok(undefined);
      },
    },
  };
  return phones;
}
