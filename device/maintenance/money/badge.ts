import type { StaffAuthority } from '../../staff/contract.ts';

/** How the ledger names a person at the cabinet. */
export const badgeOf = ({ badge }: StaffAuthority): string => badge ?? 'service-key';
