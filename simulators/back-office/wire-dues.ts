import type { Qepik } from '../../drivers/money.ts';

export interface WireOfficeText {
  readonly az: string;
  readonly ru?: string;
  readonly en?: string;
}

export interface WireDueNumber {
  readonly name: WireOfficeText;
  readonly value: string;
}

export interface WireDuePayment {
  readonly id: string;
  readonly part: Qepik | null;
}

export interface WireDueLookUpRequest {
  readonly kiosk: string;
  readonly service: string;
  readonly answers: Readonly<Record<string, string>>;
}

export interface WireDueListRequest {
  readonly kiosk: string;
  readonly service: string;
  readonly applicant: WireDueApplicant;
  readonly confirmation: string | null;
}

export interface WireDue {
  readonly id: string;
  readonly payee: WireOfficeText;
  readonly subject: WireOfficeText;
  readonly number: WireDueNumber | null;
  readonly owner: string | null;
  readonly amount: Qepik;
  readonly full: Qepik;
  readonly fee: Qepik;
  readonly since: string;
  readonly until: string | null;
  readonly discountUntil: string | null;
  readonly part: { readonly min: Qepik; readonly max: Qepik } | null;
  readonly state: 'open' | 'paid' | 'held';
  readonly paidOn: string | null;
  readonly service: string;
}

export interface WireDues {
  readonly key: string;
  readonly dues: readonly WireDue[];
}

export interface WirePaidDue {
  readonly payee: WireOfficeText;
  readonly subject: WireOfficeText;
  readonly number: WireDueNumber | null;
  readonly reference: string;
  readonly rest: Qepik;
}

interface WireDueApplicant {
  readonly fin: string | null;
  readonly documentNumber: string;
  readonly surname: string;
  readonly givenNames: string;
  readonly assurance: 'zone' | 'chip' | 'phone';
}
