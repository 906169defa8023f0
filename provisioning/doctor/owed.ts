import type { Profile } from '../../device/config/profile.ts';
import { RESTART_KIOSK_COMMAND } from '../../device/troubles/start-anew.ts';
import { formatAmount } from '../../drivers/money.ts';
import { type CheckContext, type CheckFinding, good, warning } from './check.ts';
import { settleApplicationFix } from './ledger-books.ts';

/** Seconds; a visit with payment and settlement takes minutes. */
const WAITS_LONG_S = 3_600;

const BY_STAFF = ['leave-to-staff', 'by-hand', 'damaged'];

/** Open money, also beside a running kiosk. Names no person. */
export async function openMoneyFinding(
  file: string,
  _: Profile,
  { machine, kiosk }: CheckContext,
): Promise<CheckFinding> {
  const { readOwed } = await import('../../device/ledger/owed.ts');
  const { open, notesHeld, notesInDoubt, creditsNotPrinted } = readOwed(file, machine.now());
  const staff = open.find(({ next }) => BY_STAFF.includes(next));
  if (staff) {
    const name = staff.reference ?? staff.applicationId;
    return warning(`${name} is left to staff`, settleApplicationFix(name));
  }
  if (notesInDoubt.length > 0)
    return warning(
      `${notesInDoubt.length} bank notes in an unknown place`,
      'count the cassette, and compare: asan-kiosk ledger cash',
    );
  if (creditsNotPrinted.length > 0)
    return warning(
      `${creditsNotPrinted.length} credits without a printed slip`,
      'asan-kiosk ledger cash lists their codes, for citizens who come back',
    );
  const old = open.filter(({ ageSeconds }) => (ageSeconds ?? 0) > WAITS_LONG_S);
  const sum = formatAmount(open.reduce((total, { amount }) => total + amount, 0));
  const found =
    open.length === 0
      ? 'nothing'
      : `${open.length} open, ${sum}${notesHeld.length > 0 ? `, ${notesHeld.length} notes held` : ''}`;
  if (old.length === 0) return good(found);
  const fix = (await kiosk())
    ? 'asan-kiosk ledger open shows what each waits for'
    : `${RESTART_KIOSK_COMMAND}: the kiosk settles them by itself`;
  return warning(`${found}; ${old.length} for more than an hour`, fix);
}
