import { hash } from 'node:crypto';
import { RESTART_KIOSK_COMMAND } from '../../device/troubles/start-anew.ts';
import { INSTALLED } from '../machine/installed.ts';
import { orderDifferences } from '../provision/order/order-differences.ts';
import { isAcceptedOrderAltered, parseAcceptedOrder } from '../provision/order/signed-order.ts';
import { PROVISION_JOURNAL_FILE } from '../provision/plan/journal.ts';
import {
  bad,
  type CheckContext,
  type CheckFinding,
  type CheckSpec,
  good,
  installedCheck,
  listShort,
  skipped,
  warning,
} from './check.ts';
import { skipForOtherKiosk } from './kiosk-id.ts';
import { type MachineAccess, readFileStatus, textOf } from './machine-port.ts';
import { addedHostsTrouble } from './new-hosts.ts';

const ONE_RUN_MS = 60_000;

const writtenMs = (machine: MachineAccess, path: string): number => readFileStatus(machine, path)?.modifiedMs ?? 0;

/** From 1, or by date (20261201). A higher serial is wrong. */
const HIGHEST_SERIAL = 99_999_999;

/**
 * Whether a person or `restore` wrote this file after the last run of `provision`, which writes its journal last. `enrol` keeps the date of
 * the profile.
 */
export function isWrittenByHand(machine: MachineAccess, path: string, ...others: readonly string[]): boolean {
  const last = Math.max(...[PROVISION_JOURNAL_FILE, ...others].map((each) => writtenMs(machine, each)));
  return readFileStatus(machine, PROVISION_JOURNAL_FILE) !== null && writtenMs(machine, path) > last + ONE_RUN_MS;
}

export const PROVISION_NEWEST_ORDER_FIX = 'sudo asan-kiosk provision --from FILE with the newest order of the office';
const keep = `if this file is right: sudo touch ${PROVISION_JOURNAL_FILE}`;

/** With a lower serial the machine accepts an old order again. */
function orderFinding({ machine, profile }: CheckContext): CheckFinding {
  const text = textOf(machine, INSTALLED.orderTaken);
  // `provision trust` writes both files.
  if (text === null)
    return readFileStatus(machine, INSTALLED.orderKey)
      ? bad(`${INSTALLED.orderTaken} is gone: this machine accepts an older order again`, PROVISION_NEWEST_ORDER_FIX)
      : skipped('none: no order has made this machine');
  const taken = parseAcceptedOrder(text);
  if (!taken)
    return warning(
      `${INSTALLED.orderTaken} is damaged: any order of the office is accepted`,
      PROVISION_NEWEST_ORDER_FIX,
    );
  const says = `order ${taken.serial} of kiosk ${taken.kiosk}`;
  if (taken.serial < 1 || (profile && profile.kiosk.id !== taken.kiosk))
    return warning(
      `${INSTALLED.orderTaken} has ${says}, but this kiosk never took that order`,
      PROVISION_NEWEST_ORDER_FIX,
    );
  const anew = `sudo rm ${INSTALLED.orderTaken}, then: ${PROVISION_NEWEST_ORDER_FIX}`;
  if (isAcceptedOrderAltered(text))
    return bad(`${INSTALLED.orderTaken} has ${says}, but was changed by hand: it differs from its digest`, anew);
  if (taken.serial > HIGHEST_SERIAL)
    return warning(
      `${INSTALLED.orderTaken} has ${says}; every order of the office is lower, so it is refused (PRV-106)`,
      anew,
    );
  if (isWrittenByHand(machine, INSTALLED.orderTaken, INSTALLED.orderKey))
    return warning(
      `${INSTALLED.orderTaken} has ${says}, but was written after provision: by restore or by hand`,
      `ask the office for the serial of its newest order. If that serial is higher than ${taken.serial}: ${PROVISION_NEWEST_ORDER_FIX}. If it is lower, this machine refuses the order (PRV-106): sudo rm ${INSTALLED.orderTaken}; then ${PROVISION_NEWEST_ORDER_FIX}. If it is the same: sudo touch ${PROVISION_JOURNAL_FILE}`,
    );
  return good(says);
}

/** `provision` makes the profile from the order, and keeps an existing profile. */
function profileFinding({ machine, profile }: CheckContext): CheckFinding {
  if (!isWrittenByHand(machine, INSTALLED.profile)) return good('as provision or enrol wrote it');
  const found = `${INSTALLED.profile} was written after provision: by restore or by hand`;
  const hosts = profile && addedHostsTrouble(machine, profile);
  if (hosts) return warning(`${found}; ${hosts.found}`, hosts.fix);
  return warning(
    found,
    `sudo asan-kiosk provision --check shows what this profile would change. If the profile is wrong: ${PROVISION_NEWEST_ORDER_FIX}; ${keep}`,
  );
}

/** Settings that decide which office is trusted, which hosts are reached, which keys open the backups. */
const WHO = /^(backOffice|network|backup)\./;

function orderedFinding({ machine }: CheckContext): CheckFinding {
  const taken = parseAcceptedOrder(textOf(machine, INSTALLED.orderTaken));
  if (!taken) return skipped('none: no order has made this machine, see order-taken');
  const differ = orderDifferences(textOf(machine, INSTALLED.profile) ?? '', taken);
  if (differ === null)
    return skipped(
      `not compared: an earlier version took order ${taken.serial} and did not keep its values; ${PROVISION_NEWEST_ORDER_FIX} keeps them`,
    );
  if (differ.length === 0) return good(`each value as in order ${taken.serial}`);
  const found = listShort(differ.map(({ says }) => says));
  const fix = `restore the values of the order: ${PROVISION_NEWEST_ORDER_FIX}. If the value here is right, the office must put it into the next order`;
  return differ.some(({ place }) => WHO.test(place)) ? bad(found, fix) : warning(found, fix);
}

/** An earlier version recorded no files. */
function notNotedFinding(machine: MachineAccess, serial: number): CheckFinding {
  const byHand = [INSTALLED.officeSeal, INSTALLED.bootPassword].filter((path) => isWrittenByHand(machine, path));
  if (byHand.length > 0)
    return warning(
      `${byHand.join(', ')} was written after provision: by restore or by hand`,
      `${PROVISION_NEWEST_ORDER_FIX}; ${keep}`,
    );
  return skipped(
    `not compared: an earlier version took order ${serial}; ${PROVISION_NEWEST_ORDER_FIX} keeps what it had`,
  );
}

function copiedFinding({ machine }: CheckContext): CheckFinding {
  const taken = parseAcceptedOrder(textOf(machine, INSTALLED.orderTaken));
  if (!taken) return skipped('none: no order has made this machine, see order-taken');
  const { serial, files } = taken;
  if (files === undefined) return notNotedFinding(machine, serial);
  const wrong = Object.entries(files).flatMap(([path, sha256]) => {
    const text = textOf(machine, path);
    if (text === null) return [`there is no ${path}`];
    return hash('sha256', text) === sha256 ? [] : [`${path} differs from the file of order ${serial}`];
  });
  if (wrong.length === 0) return good(Object.keys(files).join(', ') || `order ${serial} had none`);
  return bad(listShort(wrong), `${PROVISION_NEWEST_ORDER_FIX}; then: ${RESTART_KIOSK_COMMAND}`);
}

const ofFiles = installedCheck('files');

export const ORDER_FILE_CHECKS: readonly CheckSpec[] = [
  ofFiles({
    id: 'order-taken',
    title: 'The order of this machine',
    expected: 'an order for this kiosk, as provision recorded it',
    look: skipForOtherKiosk(orderFinding),
  }),
  ofFiles({
    id: 'profile-by-hand',
    title: 'The program that last wrote the profile',
    expected: 'provision or enrol',
    look: skipForOtherKiosk(profileFinding),
  }),
  ofFiles({
    id: 'files-as-ordered',
    title: 'Files that the order decides: the seals of documents, and the password of the boot menu',
    expected: 'the files of the last order',
    look: copiedFinding,
  }),
  ofFiles({
    id: 'profile-as-ordered',
    title: 'Values of the profile that the order decides, such as the keys that open the backups',
    expected: 'the values of the last order',
    look: skipForOtherKiosk(orderedFinding),
  }),
];
