import type { OfficeQuote } from '../../device/back-office/contract.ts';
import type { PaidDue } from '../../device/back-office/dues.ts';
import type { Due, DuePayment } from '../../device/words/due.ts';
import { TODAY } from './catalogue.ts';

const POLICE = { az: 'Dövlət Yol Polisi', ru: 'Дорожная полиция', en: 'Traffic Police' };

export const ROAD_FINE_DUE: Due = {
  id: 'D-fine',
  payee: POLICE,
  subject: { az: 'Sürət həddi (nümunə)', ru: 'Превышение скорости (образец)', en: 'Speeding (sample)' },
  owner: 'M••• A•••',
  amount: 2_800,
  full: 4_000,
  fee: 40,
  since: '2026-11-14',
  until: '2026-12-14',
  discountUntil: TODAY.today,
  part: null,
  state: 'open',
  paidOn: null,
};

export const BILL_DUE: Due = {
  ...ROAD_FINE_DUE,
  id: 'D-bill',
  payee: { az: 'Azəriqaz', ru: '«Азеригаз»', en: 'Azerigaz' },
  subject: { az: 'Qaz (nümunə)', ru: 'Газ (образец)', en: 'Gas (sample)' },
  amount: 3_000,
  full: 3_000,
  fee: 0,
  discountUntil: null,
  part: { min: 100, max: 3_000 },
};

export const ALREADY_PAID_DUE: Due = {
  ...ROAD_FINE_DUE,
  id: 'D-paid',
  amount: 0,
  full: 0,
  state: 'paid',
  paidOn: '2026-11-20',
};
export const HELD_DUE: Due = { ...BILL_DUE, id: 'D-held', part: null, state: 'held' };

export function quotedDue(service: string, { id, part }: DuePayment, dues: readonly Due[]): OfficeQuote {
  const due = dues.find((each) => each.id === id) ?? ROAD_FINE_DUE;
  const fee = due.fee > 0 ? [{ kind: 'fee', amount: due.fee } as const] : [];
  const lines = [{ kind: 'duty', amount: part ?? due.amount, payee: due.payee } as const, ...fee];
  const total = lines.reduce((sum, { amount }) => sum + amount, 0);
  return { id: `Q-${service}-${id}`, lines, total, tariffDate: due.since, validUntil: '2026-11-24T15:00:00+04:00' };
}

export const paidDue = ({ id, part }: DuePayment, dues: readonly Due[]): PaidDue => {
  const { amount: owed, payee, subject } = dues.find((each) => each.id === id) ?? ROAD_FINE_DUE;
  return { payee, subject, reference: 'ÖT-2026-000123', rest: part === null ? 0 : owed - part };
};
