/** Code in the problem document of an office that lacks the operation. */
export const NOT_OFFERED = 'not-offered';

/** A 404 without a problem document: the office lacks the operation, or a proxy answered for an absent office. */
export const NOT_THERE = 'not-there';
