/** Place of the number on a badge. `aid`: chosen, not registered. Key 1 reads the file, encrypted; key 0 is the issuer's. */
export const BADGE_APPLICATION = { aid: 0xf5a5a0, readKey: 1, file: 1 } as const;
