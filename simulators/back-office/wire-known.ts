import type { WireApplicant } from './wire.ts';

export interface WireKnownRequest extends Pick<WireApplicant, 'fin' | 'documentNumber' | 'assurance'> {
  readonly kiosk: string;
  readonly service: string;
  readonly confirmation: string | null;
  readonly wanted: readonly ('children' | 'phone')[];
}

export interface WireKnownChild {
  readonly surname: string;
  readonly givenNames: string;
  readonly birthDate: string;
  readonly fin: string;
}

export interface WireKnownPhone {
  readonly number: string;
  readonly token: string;
}

export interface WireKnown {
  readonly key: string;
  readonly children: readonly WireKnownChild[];
  readonly phone: WireKnownPhone | null;
}
