import { SERVICE_KEY } from '../../ledger/cassette-exchange.ts';
import type { SignedInStaff } from '../../staff/contract.ts';

/** How the ledger names staff at the cabinet: by badge, or as the service key. */
export const badgeOrServiceKey = ({ badge }: SignedInStaff): string => badge ?? SERVICE_KEY;
