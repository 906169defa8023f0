import { ledgerPlace } from '../../device/config/ledger-place.ts';
import { keyFileOf, logOfKey } from '../../device/merkle/signer.ts';
import { kioskOf } from '../../device/proof/checkpoint.ts';
import { KIOSK_ANEW } from '../../device/troubles/start-anew.ts';
import { jsonIn } from '../../device/words/json.ts';
import { INSTALLED } from '../machine/installed.ts';
import { orderTakenIn } from '../provision/order/signed-order.ts';
import {
  bad,
  type CheckContext,
  type CheckSpec,
  type Finding,
  good,
  installedCheck,
  ofProfile,
  skipped,
} from './check.ts';

/* If the profile has the id of another kiosk, other checks would blame the order, the certificate and the key. Only `kiosk.id` is wrong. */

/** Something of this machine that has the id of its kiosk. */
interface Witness {
  readonly what: string;
  readonly id: string;
}

function witnessesOf({ machine, profile, officeTls }: CheckContext): readonly Witness[] {
  const read = machine.read(INSTALLED.orderTaken);
  const order = orderTakenIn(read.ok ? read.value : null)?.kiosk;
  const key = profile && kioskOf(logOfKey(keyFileOf(ledgerPlace(profile))));
  const tls = officeTls();
  const inTrouble =
    !tls.ok && /^a certificate whose common name is /.test(tls.error.expected) ? jsonIn(tls.error.found) : null;
  const certificate = tls.ok && tls.value.identity ? profile?.kiosk.id : inTrouble;
  return [
    { what: 'the order', id: order },
    { what: 'the certificate', id: certificate },
    { what: 'the key of the log', id: key },
  ].flatMap(({ what, id }) => (typeof id === 'string' && id !== '' ? [{ what, id }] : []));
}

/** The kiosk that at least two things name while the profile names another; `null`: nothing speaks against the profile. */
function otherKiosk(context: CheckContext): { readonly id: string; readonly witnesses: readonly Witness[] } | null {
  const witnesses = witnessesOf(context);
  const [first, second] = witnesses;
  if (!first || !second || first.id === context.profile?.kiosk.id) return null;
  return witnesses.every(({ id }) => id === first.id) ? { id: first.id, witnesses } : null;
}

/** The id may stand in quotes. */
export const idBack = (wrong: string, right: string): string =>
  `sudo sed -i -E "0,/(\\bid:[ \\t]*[\\"']?)${wrong}\\b/s//\\1${right}/" ${INSTALLED.profile} && sudo asan-kiosk provision && ${KIOSK_ANEW}`;

/** Skips a check if the profile is of another kiosk: the cure of this check would make it worse. */
export const ofKiosk =
  (look: CheckSpec['look']): CheckSpec['look'] =>
  (context) =>
    context.installed && otherKiosk(context)
      ? skipped('not judged: the profile is of another kiosk, see kiosk-id')
      : look(context);

/** The cure of a profile that is of another kiosk; `null`: it is of this one. */
export function otherKioskFix(context: CheckContext): string | null {
  const other = otherKiosk(context);
  return other && context.profile ? idBack(context.profile.kiosk.id, other.id) : null;
}

function idFinding(context: CheckContext, id: string): Finding {
  const other = otherKiosk(context);
  if (other === null) return good(id);
  const what = other.witnesses.map((its) => its.what);
  return bad(
    `the profile says ${id}; ${what.slice(0, -1).join(', ')} and ${what.at(-1)} are of ${other.id}`,
    `${idBack(id, other.id)}; if the whole profile is of ${id}, then with the newest order of ${other.id}: sudo asan-kiosk provision --from FILE`,
  );
}

export const KIOSK_ID_CHECKS: readonly CheckSpec[] = [
  installedCheck('program')({
    id: 'kiosk-id',
    title: 'Which kiosk this is',
    expected: 'the profile, the last order, the certificate and the key of the log name the same kiosk',
    look: ofProfile(({ kiosk }, context) => idFinding(context, kiosk.id)),
  }),
];
