import type { LodgeRequest } from '../../device/back-office/contract.ts';

/** A new card for one that is no longer valid: ten days, five manats, no code. */
export const CARD: LodgeRequest = {
  kiosk: 'K5',
  quote: null,
  continues: null,
  service: 'identity-card-replacement',
  tier: '10-days',
  tariffDate: '2022-08-15',
  amount: 500,
  language: 'az',
  ready: '2026-12-04',
  applicant: {
    assurance: 'zone',
    fin: '5ABCD12',
    documentNumber: 'AA1234567',
    surname: 'MAMMADOVA',
    givenNames: 'AYSEL',
    birthDate: '1990-01-02',
  },
  confirmation: null,
  answers: { reason: 'expired', mobile: '501234567' },
};
