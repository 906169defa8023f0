import type { LodgeRequest } from '../../device/back-office/contract.ts';
import { lodgeRequest } from './lodge-request.ts';

export const CARD_APPLICATION: LodgeRequest = lodgeRequest({
  service: 'identity-card-replacement',
  tier: '10-days',
  tariffDate: '2022-08-15',
  amount: 500,
  ready: '2026-12-04',
  applicant: {
    assurance: 'zone',
    fin: '5ABCD12',
    documentNumber: 'AA1234567',
    surname: 'MAMMADOVA',
    givenNames: 'AYSEL',
    birthDate: '1990-01-02',
  },
  answers: { reason: 'expired', mobile: '501234567' },
});
