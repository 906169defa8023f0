export const OPERATION_NOT_OFFERED = 'not-offered';

/** Reason for a 404 without a problem document: the office lacks the operation, or is away behind a proxy. */
export const OPERATION_NOT_FOUND = 'not-there';
