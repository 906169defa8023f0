import { realLedgerPath } from '../../device/config/ledger-place.ts';
import type { Profile } from '../../device/config/profile.ts';
import { keyFileOf, logNameOfKey } from '../../device/merkle/signer.ts';
import { kioskIdOfOrigin } from '../../device/proof/checkpoint.ts';
import { RESTART_KIOSK_COMMAND } from '../../device/troubles/start-anew.ts';
import { parseJson } from '../../device/words/json.ts';
import { INSTALLED } from '../machine/installed.ts';
import { parseAcceptedOrder } from '../provision/order/signed-order.ts';
import {
  bad,
  type CheckContext,
  type CheckFinding,
  type CheckSpec,
  good,
  installedCheck,
  skipped,
  withProfile,
} from './check.ts';
import type { MachineAccess } from './machine-port.ts';
import { addedHostsTrouble } from './new-hosts.ts';

/* With another kiosk's id, other checks would blame order, certificate and key. */

interface Witness {
  readonly what: string;
  readonly id: string;
}

function witnessesOf({ machine, profile, officeTls }: CheckContext): readonly Witness[] {
  const read = machine.read(INSTALLED.orderTaken);
  const order = parseAcceptedOrder(read.ok ? read.value : null)?.kiosk;
  const key = profile && kioskIdOfOrigin(logNameOfKey(keyFileOf(realLedgerPath(profile))));
  const tls = officeTls();
  const inTrouble =
    !tls.ok && /^a certificate with the common name /.test(tls.error.expected) ? parseJson(tls.error.found) : null;
  const certificate = tls.ok && tls.value.identity ? profile?.kiosk.id : inTrouble;
  return [
    { what: 'the order', id: order },
    { what: 'the certificate', id: certificate },
    { what: 'the key of the log', id: key },
  ].flatMap(({ what, id }) => (typeof id === 'string' && id !== '' ? [{ what, id }] : []));
}

/** `null`: no sign of another kiosk. */
function otherKiosk(context: CheckContext): { readonly id: string; readonly witnesses: readonly Witness[] } | null {
  const witnesses = witnessesOf(context);
  const [first, second] = witnesses;
  if (!first || !second || first.id === context.profile?.kiosk.id) return null;
  return witnesses.every(({ id }) => id === first.id) ? { id: first.id, witnesses } : null;
}

/** The id in the profile may be in quotes. */
export const restoreKioskIdFix = (wrong: string, right: string): string =>
  `sudo sed -i -E "0,/(\\bid:[ \\t]*[\\"']?)${wrong}\\b/s//\\1${right}/" ${INSTALLED.profile} && sudo asan-kiosk provision && ${RESTART_KIOSK_COMMAND}`;

/** Skips a check if the profile is of another kiosk: the check's fix would do harm. */
export const skipForOtherKiosk =
  (look: CheckSpec['look']): CheckSpec['look'] =>
  (context) =>
    context.installed && otherKiosk(context)
      ? skipped('not checked: the profile is of another kiosk, see kiosk-id')
      : look(context);

/** Fix for a profile of another kiosk; `null`: the profile is of this kiosk. */
export function otherKioskFix(context: CheckContext): string | null {
  const other = otherKiosk(context);
  return other && context.profile ? fixOf(context.machine, context.profile, other.id) : null;
}

/** If more than the id is another kiosk's, `provision` alone would open the firewall to its hosts. */
function fixOf(machine: MachineAccess, profile: Profile, right: string): string {
  const wrong = profile.kiosk.id;
  const order = `with the newest order of ${right}: sudo asan-kiosk provision --from FILE`;
  return addedHostsTrouble(machine, profile)
    ? `${order} --kiosk ${right} && ${RESTART_KIOSK_COMMAND}; if this host is right: ${restoreKioskIdFix(wrong, right)}`
    : `${restoreKioskIdFix(wrong, right)}; if the whole profile is of ${wrong}, then ${order}`;
}

function idFinding(context: CheckContext, profile: Profile): CheckFinding {
  const { id } = profile.kiosk;
  const other = otherKiosk(context);
  if (other === null) return good(id);
  const what = other.witnesses.map((its) => its.what);
  const hosts = addedHostsTrouble(context.machine, profile);
  const found = `the profile says ${id}; ${what.slice(0, -1).join(', ')} and ${what.at(-1)} are of ${other.id}`;
  return bad(hosts ? `${found}; ${hosts.found}` : found, fixOf(context.machine, profile, other.id));
}

export const KIOSK_ID_CHECKS: readonly CheckSpec[] = [
  installedCheck('program')({
    id: 'kiosk-id',
    title: 'Which kiosk this is',
    expected: 'the profile, the last order, the certificate and the key of the log name the same kiosk',
    look: withProfile((profile, context) => idFinding(context, profile)),
  }),
];
