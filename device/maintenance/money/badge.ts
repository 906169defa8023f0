import { SERVICE_KEY } from '../../ledger/cassette-exchange.ts';
import type { StaffAuthority } from '../../staff/contract.ts';

/** How the ledger names a person at the cabinet. */
export const badgeOf = ({ badge }: StaffAuthority): string => badge ?? SERVICE_KEY;
