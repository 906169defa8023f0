/** Values that hold if neither a profile nor a caller sets others: a terminal as its maker sends it, in Azerbaijan. */
export const ZVT_DEFAULTS = { password: '000000', currency: 944, charset: 'cp437', issueOfGoods: false } as const;
