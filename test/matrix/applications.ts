import type { FoundApplication } from '../../device/back-office/contract.ts';
import { needsCard } from '../../device/catalogue/service.ts';
import { oneOfEachPaper } from '../support/catalogue.ts';
import { APPOINTMENT, EXISTING_APPLICATION } from '../support/own-office.ts';

export const OPEN_APPLICATION: FoundApplication = {
  reference: 'K5-7QF2-62',
  kiosk: 'K7',
  state: 'open',
  withdrawn: 'not-paid',
  service: 'identity-card-replacement',
  tier: '3-working-days',
  tariffDate: '2022-08-15',
  amount: 5_000,
  ready: '2026-12-04',
  answers: { reason: 'worn-out', mobile: '501234567' },
  payment: null,
  registered: null,
};

export const APPOINTMENT_SERVICE = oneOfEachPaper().services.find((each) => each.appointment && !needsCard(each))!;

export const SERVICE_WITH_DUE = oneOfEachPaper().services.find(({ due }) => due === 'number')!;

export const CERTIFICATE_APPLICATION: FoundApplication = {
  ...OPEN_APPLICATION,
  state: 'registered',
  service: 'family-members-certificate',
  tier: 'at-once',
  tariffDate: null,
  amount: 0,
  answers: {},
  registered: {
    reference: OPEN_APPLICATION.reference,
    registeredAt: '2026-11-24T10:00:00Z',
    appointment: null,
    document: { number: 'D-1', title: 'Arayış', person: { name: 'MAMMADOVA AYSEL', fin: '5ZK1C7M' }, lines: [] },
  },
};

export const CASH_APPLICATION: FoundApplication = {
  ...OPEN_APPLICATION,
  state: 'registered',
  payment: { amount: 5_000, notes: [5_000], at: '2026-11-24T10:00:00Z' },
  registered: {
    reference: OPEN_APPLICATION.reference,
    registeredAt: '2026-11-24T10:00:00Z',
    appointment: null,
    document: null,
  },
};

export const ANSWERED_APPLICATION: FoundApplication = {
  ...CASH_APPLICATION,
  standing: { ...EXISTING_APPLICATION, stage: 'answered', cancel: 'to-card', reply: { at: '2026-11-24', rated: null } },
};

export const APPOINTMENT_APPLICATION: FoundApplication = {
  ...CASH_APPLICATION,
  service: APPOINTMENT_SERVICE.id,
  tier: APPOINTMENT_SERVICE.tiers[0]!.id,
  tariffDate: null,
  amount: 0,
  payment: null,
  registered: {
    reference: OPEN_APPLICATION.reference,
    registeredAt: '2026-11-24T10:00:00Z',
    document: null,
    appointment: { ticket: 'G-047', window: '6', ahead: 0, slot: APPOINTMENT },
  },
  standing: { ...EXISTING_APPLICATION, appointment: { ...APPOINTMENT, entry: 'open' } },
};
