import { expect, test } from 'vitest';
import { lodgeRequest } from '../../test/contract/lodge-request.ts';
import { serviceOf } from './services.ts';
import type { WireLodgeRequest } from './wire.ts';

const REQUEST: WireLodgeRequest = lodgeRequest({
  kiosk: 'K7',
  service: 'criminal-record-certificate',
  tier: 'at-once',
  ready: '2026-11-24',
  applicant: {
    fin: '5ABCD12',
    documentNumber: 'AA1234567',
    surname: 'MƏMMƏDOVA',
    givenNames: 'AYSEL',
    birthDate: '1990-05-12',
    assurance: 'chip',
  },
  answers: { presentedTo: 'Səfirlik' },
});

test('when a criminal-record certificate is issued, then it says that it is a sample without entries, and names the recipient', () => {
  const service = serviceOf('criminal-record-certificate', []);
  const given = service?.gives({
    request: REQUEST,
    queue: [],
    slot: null,
    issued: 0,
    at: new Date('2026-11-24T10:00:00Z'),
    random: () => 0,
  });
  expect(service?.identification).toBe('code');
  expect(given).toEqual({
    document: {
      number: 'AÜ-2026-000001',
      title: 'Məhkumluq haqqında arayış',
      person: { name: 'MƏMMƏDOVA AYSEL', fin: '5ABCD12' },
      lines: [
        'NÜMUNƏ: məlumat sınaq reyestrindəndir, hüquqi qüvvəsi yoxdur.',
        'Sınaq reyestrində bu şəxsin məhkumluğu barədə qeyd yoxdur.',
        'Arayış təqdim olunur: Səfirlik',
      ],
    },
  });
});

test.each(['criminal-record-certificate', 'family-members-certificate'])(
  'when a citizen applied for %s in Russian, then the document has Azerbaijani letters and the name of the register',
  (id) => {
    const applicant = { ...REQUEST.applicant!, fin: '5ZK1C7M', surname: 'MAMMADOVA' };
    const request = { ...REQUEST, language: 'ru', applicant, answers: { presentedTo: 'Банк № 5' } } as const;
    const at = new Date('2026-11-24T10:00:00Z');
    const given = serviceOf(id, [])?.gives({ request, queue: [], slot: null, issued: 0, at, random: () => 0 });
    expect(given?.document?.person).toEqual({ name: 'MƏMMƏDOVA AYSEL', fin: '5ZK1C7M' });
    expect(given?.document?.lines).toContain('Arayış təqdim olunur: Bank № 5');
    expect(given?.document?.lines.join(' ')).not.toMatch(/\p{Script=Cyrillic}|MAMMADOV/u);
  },
);
