import type { LodgeRequest } from '../../device/back-office/contract.ts';

/** A lodge request of kiosk K5 for a free service, without an applicant. `more` adds or replaces fields. */
export const lodgeRequest = (more: Pick<LodgeRequest, 'service'> & Partial<LodgeRequest>): LodgeRequest => ({
  kiosk: 'K5',
  quote: null,
  continues: null,
  tier: null,
  tariffDate: null,
  amount: 0,
  language: 'az',
  ready: null,
  applicant: null,
  confirmation: null,
  answers: {},
  ...more,
});
