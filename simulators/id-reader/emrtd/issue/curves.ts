import type { ECDSA } from '@noble/curves/abstract/weierstrass.js';
import { brainpoolP256r1, brainpoolP384r1 } from '@noble/curves/misc.js';
import { p256, p384 } from '@noble/curves/nist.js';

export type CurveName = 'P-256' | 'P-384' | 'brainpoolP256r1' | 'brainpoolP384r1';

export const CURVES: Readonly<Record<CurveName, ECDSA>> = {
  'P-256': p256,
  'P-384': p384,
  brainpoolP256r1,
  brainpoolP384r1,
};

/** Numbers of standardised domain parameters (ICAO 9303-11, 9.5.1). */
export const CURVE_NUMBERS: Readonly<Record<CurveName, number>> = {
  'P-256': 12,
  brainpoolP256r1: 13,
  'P-384': 15,
  brainpoolP384r1: 16,
};
