/** From an office that lacks the operation. */
export const NOT_OFFERED = 'not-offered';

/** A 404 without a problem document: no such operation, or a proxy of an absent office. */
export const NOT_THERE = 'not-there';
