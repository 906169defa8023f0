/**
 * Where a badge has its number. `aid`: chosen, not registered; F marks a DESFire application by an id of the MIFARE directory. Key 1 reads
 * the file, encrypted; key 0 belongs to the issuer of the badges.
 */
export const BADGE_APPLICATION = { aid: 0xf5a5a0, readKey: 1, file: 1 } as const;
