import type { KeypadProfile } from '../../device/config/keypad.ts';
import type { ScannerProfile } from '../../device/config/scanner.ts';
import { chooseDevice, describeChoice, formatUsbIds, type HidListing } from '../../drivers/hid/identity.ts';
import { HID_USAGES } from '../../drivers/hid/usages.ts';
import { keypadIdentity } from '../../drivers/kinds/keypad.ts';
import { scannerIdentity } from '../../drivers/kinds/scanner.ts';
import { SCANNER_MODELS, type ScannerModel } from '../../drivers/scanner/hid-pos/profile.ts';
import { userName } from '../command/writable.ts';
import { adviceOf } from '../devices/open-device.ts';
import { USERS } from '../machine/installed.ts';
import { KIOSK_GROUP, knownHidDevices, RULES_FILE } from '../udev/rules.ts';
import { bad, type CheckContext, type CheckFinding, good, warning, worstOf } from './check.ts';
import { SIMULATED_FINDING } from './device-checks.ts';
import type { MachineAccess } from './machine-port.ts';
import { REINSTALL_KIOSK_FIX } from './package-cure.ts';
import type { ProgramPort } from './program-port.ts';
import { foreignDeviceUser, kioskPortRefusal } from './serial-ports.ts';

/** Whether the known HID devices may be opened. On an installed kiosk the kiosk's user counts, because root may open everything. */
export const hidAccessFinding = ({ program, machine, installed }: CheckContext): Promise<CheckFinding> =>
  listedFinding(program, (listed) =>
    installed
      ? worstOf(
          [
            accessFinding(listed, USERS.kiosk, (path) => kioskPortRefusal(machine, path) === null),
            ...strangers(listed, machine),
          ],
          NONE,
        )
      : accessFinding(listed, userName(), program.mayOpen),
  );

export const scannerModeFinding = ({ program }: CheckContext): Promise<CheckFinding> =>
  listedFinding(program, modeFinding);

/** Does not open the scanner. */
export async function scannerFinding(settings: ScannerProfile, program: ProgramPort): Promise<CheckFinding> {
  if (settings.link === 'simulated') return SIMULATED_FINDING;
  return listedFinding(program, (listed) => {
    const identity = scannerIdentity(settings);
    const choice = chooseDevice(listed, identity);
    if (choice.kind === 'found') return good(`${choice.device.product ?? 'scanner'} ${formatUsbIds(choice.device)}`);
    const isTyping = choice.kind === 'other-mode' && choice.isKeyboard;
    const code = isTyping ? 'SCN-102' : 'SCN-101';
    return bad(
      `${describeChoice(choice, identity)} (${code})`,
      choice.kind === 'several'
        ? 'add the serialNumber or the socket of the right scanner to devices.scanner.link.hid in the profile'
        : adviceOf(code),
    );
  });
}

/** Does not open the keypad. */
export async function keypadFinding(settings: KeypadProfile, program: ProgramPort): Promise<CheckFinding> {
  if (settings.link === 'simulated') return SIMULATED_FINDING;
  return listedFinding(program, (listed) => {
    const identity = keypadIdentity(settings);
    const choice = chooseDevice(listed, identity);
    if (choice.kind === 'found') return good(`${choice.device.product ?? 'keypad'} ${formatUsbIds(choice.device)}`);
    return bad(
      `${describeChoice(choice, identity)} (KPD-101)`,
      choice.kind === 'several'
        ? 'add the serialNumber or the socket of the right keypad to devices.keypad.link.hid in the profile'
        : adviceOf('KPD-101'),
    );
  });
}

async function listedFinding(
  program: ProgramPort,
  look: (listed: readonly HidListing[]) => CheckFinding,
): Promise<CheckFinding> {
  const listed = await program.hid();
  if (listed.ok) return look(listed.value);
  return warning(
    listed.error.detail,
    `in a working copy: npm ci; on a kiosk: ${REINSTALL_KIOSK_FIX}. The kiosk works without scanner and keypad`,
  );
}

const NONE = 'no known scanner or keypad is plugged in';

const accessFinding = (listed: readonly HidListing[], who: string, canOpen: (path: string) => boolean): CheckFinding =>
  worstOf(
    ours(listed).map((file) => {
      const name = `${file.words} ${formatUsbIds(file)}`;
      if (canOpen(file.path)) return good(name);
      return bad(
        `${name} may not be opened by ${who}`,
        `put 70-asan-kiosk.rules of the package into ${RULES_FILE}, sudo udevadm control --reload && sudo udevadm trigger, and sudo usermod -aG ${KIOSK_GROUP} ${who}`,
      );
    }),
    NONE,
  );

/** A user who may read a keypad or scanner reads citizens' input. */
const strangers = (listed: readonly HidListing[], machine: MachineAccess): readonly CheckFinding[] =>
  ours(listed).flatMap((file) => {
    const stranger = foreignDeviceUser(machine, file.path, 'hidraw');
    return stranger ? [bad(`${file.words} ${formatUsbIds(file)}: ${stranger.found}`, stranger.fix)] : [];
  });

const modeFinding = (listed: readonly HidListing[]): CheckFinding =>
  worstOf(
    ours(listed)
      .filter((file) => isScanner(file, listed))
      .map((file) => {
        const name = `${file.words} ${formatUsbIds(file)}`;
        if (!isTypingScanner(file, listed)) return good(name);
        return bad(
          `${name} types like a keyboard (SCN-102)`,
          'let the scanner scan the code for HID POS (or USB-HID, OPOS) in its manual: it then connects again as a scanner',
        );
      }),
    'no scanner is plugged in',
  );

function ours(listed: readonly HidListing[]): readonly (HidListing & { readonly words: string })[] {
  const known = knownHidDevices();
  const named = listed.flatMap((each) => {
    const model = known.find(({ vendorId, productId }) => vendorId === each.vendorId && productId === each.productId);
    return model || each.usage === HID_USAGES.barcodeScanner ? [{ ...each, words: model?.words ?? 'scanner' }] : [];
  });
  return named.filter(({ path }, index) => named.findIndex((each) => each.path === path) === index);
}

const SCANNERS: readonly ScannerModel[] = Object.values(SCANNER_MODELS);

const hasScannerIds = ({ vendorId, productId }: HidListing): boolean =>
  SCANNERS.some(
    (model) => model.vendorId === vendorId && [model.productId, model.keyboardProductId].includes(productId),
  );

const usagesOf = ({ path }: HidListing, listed: readonly HidListing[]) =>
  listed.filter((each) => each.path === path).map(({ usage }) => usage);

const isScanner = (file: HidListing, listed: readonly HidListing[]): boolean =>
  hasScannerIds(file) || usagesOf(file, listed).includes(HID_USAGES.barcodeScanner);

/** The ids of a scanner, but no scanner collection. */
function isTypingScanner(file: HidListing, listed: readonly HidListing[]): boolean {
  const usages = usagesOf(file, listed);
  return hasScannerIds(file) && usages.includes(HID_USAGES.keyboard) && !usages.includes(HID_USAGES.barcodeScanner);
}
