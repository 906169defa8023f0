/* The firewall allows no mirror, and asan-kiosk is in no repository: `apt-get install --reinstall` does nothing, with exit code 0. */

const STICK = '/media/stick';
const LET_IN =
  'USBGuard blocks a stick: sudo usbguard list-devices -b names its number, sudo usbguard allow-device NUMBER lets it in; then mount it';

export const REINSTALL_KIOSK_FIX = `with the stick of the office at ${STICK}: sudo dpkg -i --force-confmiss ${STICK}/asan-kiosk_*.deb (${LET_IN})`;

/** Installs packages of Debian, also over the same version, and replaces changed settings files. */
export function reinstallDebianFix(names: readonly string[], then?: string): string {
  const files = names.map((name) => `${STICK}/${name}_*.deb`).join(' ');
  return [
    `on another Debian 13 with the same processor: apt-get download ${names.join(' ')}`,
    `bring the files on a stick, then here: sudo dpkg -i --force-confask,confnew,confmiss ${files} (${LET_IN})`,
    ...(then === undefined ? [] : [`once dpkg has ended without an error: ${then}`]),
  ].join('; ');
}

export const KIOSK_PACKAGE = 'asan-kiosk';

/** Installs packages: the kiosk's package comes on the office's stick, other packages from Debian. */
export function reinstallPackagesFix(names: readonly string[], then?: string): string {
  const others = names.filter((name) => name !== KIOSK_PACKAGE);
  return [
    ...(others.length < names.length ? [REINSTALL_KIOSK_FIX] : []),
    ...(others.length > 0 ? [reinstallDebianFix(others, then)] : []),
  ].join('; ');
}

export const OTHER_SETTING_FIX =
  'if this does not help, package-hidden, settings-next-start or package-files names the file with another value';

/** Fix that installs a package: from a stick on an installed kiosk, by apt-get on a computer without the kiosk's package. */
export const installPackageFix = (name: string, installed: boolean): string =>
  installed ? reinstallDebianFix([name]) : `sudo apt-get install ${name}`;
