import { SHARED } from './bounds.ts';
import type { Bound, Row, Sheet } from './row.ts';
import { AUTHORITY_ROWS } from './rows-authorities.ts';
import { BOOT_ROWS } from './rows-boot.ts';
import { BREAKER_ROWS } from './rows-breaker.ts';
import { CARELESS_ROWS } from './rows-careless.ts';
import { CLOCK_ROWS } from './rows-clock.ts';
import { CLOSED_ROWS } from './rows-closed.ts';
import { DEVICE_ROWS } from './rows-devices.ts';
import { FILE_ROWS } from './rows-files.ts';
import { FIRMWARE_ROWS } from './rows-firmware.ts';
import { GUARD_ROWS } from './rows-guards.ts';
import { HALL_ROWS } from './rows-hall.ts';
import { KEPT_SETTINGS_ROWS } from './rows-kept-settings.ts';
import { LEDGER_ROWS } from './rows-ledger.ts';
import { MACHINE_ROWS } from './rows-machine.ts';
import { OFFICE_ROWS } from './rows-office.ts';
import { PERMISSION_ROWS } from './rows-permissions.ts';
import { PORT_ROWS } from './rows-ports.ts';
import { PROGRAM_ROWS } from './rows-program.ts';
import { ROOT_ROWS } from './rows-root.ts';
import { SETTING_ROWS } from './rows-settings.ts';
import { STRANGER_ROWS } from './rows-strangers.ts';
import { UNIT_ROWS } from './rows-units.ts';
import { UNSEEN_ROWS } from './rows-unseen.ts';

/* What all files of rows say of the checks. */

const ALL: Sheet = [
  ...PROGRAM_ROWS,
  ...CLOCK_ROWS,
  ...MACHINE_ROWS,
  ...UNIT_ROWS,
  ...PERMISSION_ROWS,
  ...ROOT_ROWS,
  ...DEVICE_ROWS,
  ...PORT_ROWS,
  ...CLOSED_ROWS,
  ...GUARD_ROWS,
  ...SETTING_ROWS,
  ...FILE_ROWS,
  ...BOOT_ROWS,
  ...OFFICE_ROWS,
  ...AUTHORITY_ROWS,
  ...LEDGER_ROWS,
  ...STRANGER_ROWS,
  ...BREAKER_ROWS,
  ...CARELESS_ROWS,
  ...FIRMWARE_ROWS,
  ...HALL_ROWS,
  ...KEPT_SETTINGS_ROWS,
  ...UNSEEN_ROWS,
  ...SHARED,
];

export const ROWS = ALL.flatMap((each): readonly Row[] => ('breaks' in each ? [each] : []));
export const BOUNDS = ALL.flatMap((each): readonly Bound[] => ('sides' in each ? [each] : []));
export const SKIPPED = ALL.flatMap((each) => ('skipped' in each ? [each] : []));
export const UNPAIRED = ALL.flatMap((each) => ('unpaired' in each ? [each.unpaired] : []));
export const ROUNDINGS = ALL.flatMap((each) => ('rounding' in each ? [each] : []));
