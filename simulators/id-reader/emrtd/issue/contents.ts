import type { CipherName } from '../../../../drivers/id-reader/emrtd/cipher.ts';
import type { PaceProtocol } from '../../../../drivers/id-reader/emrtd/oids.ts';
import type { CurveName } from './curves.ts';
import type { RsaKey } from './rsa.ts';

/** From production; use never changes them. */
export interface ChipContents {
  /** By identifier. Readable without access, except EF.CardSecurity. */
  readonly master: ReadonlyMap<number, Uint8Array>;
  readonly application: ReadonlyMap<number, Uint8Array>;
  /** *MRZ information* that opens the chip (ICAO 9303-11, 9.7.2). */
  readonly mrzInformation: string;
  /** Card access number; `null`: none printed. */
  readonly can: string | null;
  readonly bac: boolean;
  readonly pace: ChipPace | null;
  readonly chipKey: ChipKey | null;
  readonly activeKey: ActiveAuthenticationKey | null;
  /** In bytes; `null`: only short. */
  readonly extended: { readonly command: number; readonly answer: number } | null;
}

export interface ChipPace {
  readonly protocols: readonly PaceProtocol[];
  /** Number of the standardised domain (ICAO 9303-11, 9.5.1). */
  readonly parameters: number;
}

export interface ChipKey {
  readonly protocol: string;
  readonly cipher: CipherName;
  readonly curve: CurveName;
  readonly secret: bigint;
}

export type ActiveAuthenticationKey =
  | { readonly kind: 'rsa'; readonly key: RsaKey; readonly hash: 'sha1' | 'sha256' }
  | { readonly kind: 'ecdsa'; readonly secret: Uint8Array };

/** File identifiers (ICAO 9303-10, 3.11; data group `n`: 0x0100 + n). */
export const CHIP_FILE = {
  atrInfo: 0x2f01,
  cardAccess: 0x011c,
  /** Below the master file; below the application, 011D is the security object. */
  cardSecurity: 0x011d,
  common: 0x011e,
  securityObject: 0x011d,
  dataGroup: (number: number): number => 0x0100 + number,
} as const;
