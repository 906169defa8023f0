/*
 * How a package gets onto a kiosk. The firewall of the kiosk lets nothing out to a mirror, and asan-kiosk is in no repository:
 * `apt-get install --reinstall` then does nothing and ends with exit code 0. So a file of the package comes by a stick.
 */

const STICK = '/media/stick';
const LET_IN =
  'USBGuard keeps a stick out until: sudo usbguard list-devices -b, then sudo usbguard allow-device NUMBER';

/** Installs the package of the kiosk again. */
export const PACKAGE_FIX = `with the stick of the office at ${STICK}: sudo dpkg -i --force-confmiss ${STICK}/asan-kiosk_*.deb (${LET_IN})`;

/** Installs packages of Debian, also over the same version. The package's settings replace the settings files. */
export function debianFix(names: readonly string[], then?: string): string {
  const files = names.map((name) => `${STICK}/${name}_*.deb`).join(' ');
  return [
    `on another Debian 13 with the same processor: apt-get download ${names.join(' ')}`,
    `bring the files on a stick, then here: sudo dpkg -i --force-confask,confnew,confmiss ${files} (${LET_IN})`,
    ...(then === undefined ? [] : [`once dpkg has ended without an error: ${then}`]),
  ].join('; ');
}

/** The package of the kiosk. */
export const OURS = 'asan-kiosk';

/** Packages of the kiosk come by the stick of the office, the others from Debian. */
export function packagesFix(names: readonly string[], then?: string): string {
  const others = names.filter((name) => name !== OURS);
  return [
    ...(others.length < names.length ? [PACKAGE_FIX] : []),
    ...(others.length > 0 ? [debianFix(others, then)] : []),
  ].join('; ');
}

/** The package has each setting in its own file, so no other file is needed. `doctor` names a file with another setting. */
export const WHERE_IT_STAYS =
  'if it stays so, package-hidden, settings-next-start or package-files names the file that says otherwise';

/** The same for a computer that has a network and not the package of the kiosk. */
export const packageFix = (name: string, installed: boolean): string =>
  installed ? debianFix([name]) : `sudo apt-get install ${name}`;
