import type { CipherName } from '../../../../drivers/id-reader/emrtd/cipher.ts';
import type { ChipTroubleId, DocumentId } from '../../documents.ts';
import type { CurveName } from './curves.ts';
import type { SignerName } from './state.ts';

export interface ChipPlan {
  readonly signer: SignerName;
  readonly bac: boolean;
  readonly pace?: {
    readonly group: CurveName | 'modp-1024-160';
    readonly cipher: CipherName;
    /** Offers chip authentication mapping too; generic mapping stays possible. */
    readonly cam?: true;
  };
  readonly can?: string;
  readonly chipAuthentication?: { readonly curve: CurveName; readonly cipher: CipherName };
  readonly activeAuthentication?: 'rsa-sha1' | 'rsa-sha256' | 'ecdsa';
  /** Longest APDUs in bytes; absent: only short. */
  readonly extended?: { readonly command: number; readonly answer: number };
  readonly birthPlace?: string;
  readonly wrong?: 'signature' | 'hash' | 'mac' | 'copied' | 'downgraded' | 'zone';
}

const PLAIN_CARD: ChipPlan = {
  signer: 'cards',
  bac: true,
  pace: { group: 'brainpoolP256r1', cipher: 'aes-128' },
  can: '271828',
  extended: { command: 1_024, answer: 1_024 },
  birthPlace: 'BAKI',
};

const NEW_CARD: ChipPlan = {
  ...PLAIN_CARD,
  chipAuthentication: { curve: 'brainpoolP256r1', cipher: 'aes-128' },
};

export const CHIP_PLANS: Readonly<Record<DocumentId | ChipTroubleId, ChipPlan | null>> = {
  'aze-card-woman': NEW_CARD,
  'aze-card-man': {
    ...NEW_CARD,
    pace: { group: 'P-256', cipher: 'aes-256', cam: true },
    chipAuthentication: { curve: 'P-256', cipher: 'aes-256' },
    activeAuthentication: 'ecdsa',
    extended: { command: 1_024, answer: 32_767 },
  },
  'aze-card-old': null,
  'aze-passport': { signer: 'passports', bac: true, activeAuthentication: 'rsa-sha1', birthPlace: 'GƏNCƏ' },
  'aze-card-child': {
    ...PLAIN_CARD,
    pace: { group: 'brainpoolP256r1', cipher: '3des' },
    activeAuthentication: 'rsa-sha256',
  },
  'aze-card-expired': {
    ...NEW_CARD,
    bac: false,
    pace: { group: 'modp-1024-160', cipher: 'aes-128' },
    chipAuthentication: { curve: 'brainpoolP256r1', cipher: '3des' },
  },
  // Genuine chip: only the print is forged.
  'aze-card-forged': NEW_CARD,
  'utopia-card': {
    signer: 'foreign-cards',
    bac: false,
    pace: { group: 'brainpoolP384r1', cipher: 'aes-192' },
    can: '314159',
    activeAuthentication: 'ecdsa',
  },
  'chip-signature-wrong': { ...NEW_CARD, wrong: 'signature' },
  'chip-hash-wrong': { ...NEW_CARD, wrong: 'hash' },
  'chip-signer-unknown': { ...NEW_CARD, signer: 'impostor' },
  'chip-signer-outdated': { ...NEW_CARD, signer: 'outdated' },
  'chip-mac-wrong': { ...NEW_CARD, wrong: 'mac' },
  'chip-copied': { ...NEW_CARD, wrong: 'copied' },
  'chip-copied-active': { ...PLAIN_CARD, activeAuthentication: 'ecdsa', wrong: 'copied' },
  'chip-downgraded': { ...NEW_CARD, wrong: 'downgraded' },
  'chip-zone-other': { ...PLAIN_CARD, wrong: 'zone' },
  'chip-foreign-signer': { ...NEW_CARD, signer: 'foreign-cards' },
};
