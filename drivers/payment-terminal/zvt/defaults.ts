/** Default settings: a terminal as delivered, in Azerbaijan. */
export const ZVT_DEFAULTS = { password: '000000', currency: 944, charset: 'cp437', issueOfGoods: false } as const;
