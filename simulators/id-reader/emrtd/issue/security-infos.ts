import { derInteger, derOid, derSequence, derSet } from '../../../../drivers/id-reader/emrtd/der.ts';

/** SecurityInfos (ICAO 9303-11, 9.2) of EF.CardAccess and DG14. */

/** PACEInfo (9.2.1): `parameters` is the number of standardised domain parameters (9.5.1). */
export const paceInfo = (protocol: string, parameters: number): Uint8Array =>
  derSequence(derOid(protocol), derInteger(2), derInteger(parameters));

/** ChipAuthenticationInfo (9.2.5). */
export const chipAuthenticationInfo = (protocol: string): Uint8Array => derSequence(derOid(protocol), derInteger(1));

/** ChipAuthenticationPublicKeyInfo (9.2.6), id-PK-ECDH. */
export const chipAuthenticationKey = (publicKeyInfo: Uint8Array): Uint8Array =>
  derSequence(derOid('0.4.0.127.0.7.2.2.1.2'), publicKeyInfo);

/** ActiveAuthenticationInfo (9.2.4) of ECDSA: its hash, `r ‖ s` without DER (BSI TR-03111). */
export const activeAuthenticationInfo: Uint8Array = derSequence(
  derOid('2.23.136.1.1.5'),
  derInteger(1),
  derOid('0.4.0.127.0.7.1.1.4.1.3'),
);

export const securityInfos = (...infos: readonly Uint8Array[]): Uint8Array => derSet(...infos);
