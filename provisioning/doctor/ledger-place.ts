import { existsSync } from 'node:fs';
import { ledgerName, ledgerPlace } from '../../device/config/ledger-place.ts';
import type { Profile } from '../../device/config/profile.ts';
import { KIOSK_ANEW } from '../../device/troubles/start-anew.ts';
import { INSTALLED, UNITS } from '../machine/installed.ts';
import { bad, type Finding, good } from './check.ts';
import { LOST_FIX, STOP_KIOSK } from './ledger-books.ts';
import { leadsTo, lookAt, type Machine } from './machine-port.ts';
import { restingPlace } from './resting-place.ts';

const LEDGER = INSTALLED.ledger;

/** Moves a ledger with every file beside it. What is in the way stays as a numbered copy. */
const moveHere = (from: string): string =>
  `sudo sh -ec 'for file in "${from}" "${from}"[.-]*; do [ ! -e "$file" ] || mv --backup=numbered "$file" "${LEDGER}\${file#"${from}"}"; done'`;

/** The unit has RuntimeDirectory=asan-kiosk: systemd deletes this folder when the unit stops, unless a drop-in keeps it [systemd.exec(5)]. */
const RUNTIME = '/run/asan-kiosk/';
const KEEP_RUNTIME = `printf '[Service]\\nRuntimeDirectoryPreserve=yes\\n' | sudo systemctl edit --runtime --drop-in=keep.conf --stdin ${UNITS.kiosk}`;
const DROP_RUNTIME = `sudo rm -f /run/systemd/system/${UNITS.kiosk}.d/keep.conf && sudo systemctl daemon-reload`;

export function placeFinding(profile: Profile, machine: Machine): Finding {
  const name = ledgerName(profile);
  if (name !== machine.place(LEDGER)) return elsewhere(profile, name);
  const to = leadsTo(machine, LEDGER);
  return to === null ? good(name) : linkFinding(machine, to);
}

/** A new name alone would begin an empty ledger. */
function elsewhere(profile: Profile, name: string): Finding {
  const place = ledgerPlace(profile);
  const rename = `sudo sed -i 's:${profile.ledger.file}:${LEDGER}:' ${INSTALLED.profile}`;
  const fix = [STOP_KIOSK, ...(existsSync(place) ? [moveHere(place)] : []), rename, KIOSK_ANEW].join(' && ');
  return bad(`the profile has the ledger at ${name}`, fix);
}

function linkFinding(machine: Machine, to: string): Finding {
  const { real, memory } = restingPlace(machine, LEDGER);
  const link = `${LEDGER} is a link to ${to}`;
  if (lookAt(machine, real) === null)
    return bad(
      `${link}, which is not there`,
      `if it is on a disk that is not mounted: mount the disk, and run doctor again; else: ${STOP_KIOSK} && sudo rm ${LEDGER}; then ${LOST_FIX}`,
    );
  const [keep, drop] = real.startsWith(RUNTIME) ? [[KEEP_RUNTIME], [DROP_RUNTIME]] : [[], []];
  return bad(
    memory ? `${link}, which is in memory: the ledger is gone after the next start` : link,
    [...keep, STOP_KIOSK, `sudo rm ${LEDGER}`, moveHere(real), ...drop, KIOSK_ANEW].join(' && '),
  );
}
