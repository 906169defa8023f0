/* Bodies of `device/back-office/openapi.yaml` about a digital identity on the phone. */

export interface WirePhoneIdentityRequest {
  readonly kiosk: string;
  readonly nonce: string;
  readonly service: string;
  readonly level: 'zone' | 'code';
  readonly language: string;
}

export interface WirePhoneIdentityStart {
  readonly key: string;
  readonly qr: string;
  readonly match: string;
  readonly validSeconds: number;
}

export interface WirePhoneIdentityQuestion {
  readonly kiosk: string;
  readonly nonce: string;
  readonly seen: 'waiting' | 'opened';
  readonly waitSeconds: number;
}

export type WirePhoneIdentityVisit = Pick<WirePhoneIdentityQuestion, 'kiosk' | 'nonce'>;

export interface WirePhonePerson {
  readonly kind: 'identity-card' | 'passport';
  readonly documentNumber: string;
  readonly surname: string;
  readonly givenNames: string;
  readonly birthDate: string;
  readonly expiryDate: string | null;
  readonly fin: string;
}

export interface WirePhoneIdentityNews {
  readonly key: string;
  readonly nonce: string;
  readonly state: 'waiting' | 'opened' | 'confirmed' | 'refused' | 'mismatch' | 'over';
  readonly qr?: string;
  readonly secondsLeft?: number;
  readonly level?: 'zone' | 'code';
  readonly person?: WirePhonePerson;
}
