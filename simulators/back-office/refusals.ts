import type { OfficeRefusal } from './wire.ts';

/** The key of the request belongs to another request. */
export const CONFLICT: OfficeRefusal = { status: 409, code: 'idempotency-conflict' };
export const QUOTE_EXPIRED: OfficeRefusal = { status: 422, code: 'quote-expired' };
