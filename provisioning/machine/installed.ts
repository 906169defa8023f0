import { KNOWN_DEVICES_FILE } from '../../device/maintenance/devices/known-devices.ts';
import { STEWARD_SOCKET } from '../../device/maintenance/machine/steward.ts';
import { STAFF_CREDENTIALS } from '../../device/staff/keys.ts';

/**
 * For the package, the units, `provision`, `doctor` and the guide. FHS 3.0: the package in /usr, the technician's files in /etc, the
 * kiosk's in /var/lib.
 */
export const INSTALLED = {
  root: '/usr/lib/asan-kiosk',
  node: '/usr/lib/asan-kiosk/node/bin/node',
  command: '/usr/bin/asan-kiosk',

  /** Folder of the technician. */
  config: '/etc/asan-kiosk',
  profile: '/etc/asan-kiosk/profile.yaml',
  /** Public key of orders (minisign). */
  orderKey: '/etc/asan-kiosk/provision.pub',
  /** The last order; older orders are refused. */
  orderTaken: '/etc/asan-kiosk/provisioned.json',
  /** Record of the machine that `provision` has locked down; the kiosk serves only there. */
  machine: '/etc/asan-kiosk/machine',
  /** Certificates of the office, from the order or the enrolment. */
  officeCa: '/etc/asan-kiosk/office-ca.pem',
  officeSeal: '/etc/asan-kiosk/office-seal.pem',
  /** Rules for the profile's devices; the package's rules are for models. */
  deviceRules: '/etc/udev/rules.d/71-asan-kiosk-devices.rules',

  knownDevices: KNOWN_DEVICES_FILE,

  firewall: '/etc/asan-kiosk/firewall.nft',
  allowedNames: '/etc/asan-kiosk/allowed-hosts',
  kioskDropIn: '/etc/systemd/system/asan-kiosk.service.d/50-profile.conf',
  socketDropIn: '/etc/systemd/system/asan-kiosk.socket.d/50-profile.conf',
  browserPolicy: '/etc/chromium/policies/managed/asan-kiosk.json',
  usbRules: '/etc/usbguard/rules.d/70-asan-kiosk.conf',
  /** GRUB: kernel parameters, menu, hash of its password. */
  grubSettings: '/etc/default/grub.d/zz-asan-kiosk.cfg',
  grubMenu: '/etc/grub.d/09_asan-kiosk',
  bootPassword: '/etc/asan-kiosk/boot-password',
  wifiRule: '/etc/modprobe.d/asan-kiosk-wifi.conf',

  state: '/var/lib/asan-kiosk',
  ledger: '/var/lib/asan-kiosk/ledger.db',
  /** Time of the last automatic reboot. */
  recovery: '/var/lib/asan-recovery',
  /** Every setting at the time of provisioning. Root only. */
  settings: '/var/lib/asan-settings',
  /** Folder with the browser's key for the kiosk's page. */
  glass: '/var/lib/asan-kiosk/glass',
  /** Folder of root: originals that provisioning changed, and unused answers. */
  provisioning: '/var/lib/asan-kiosk/provision',
  startPage: '/var/lib/asan-kiosk/glass/start.html',
  /** Debian's wrapper adds flags that load extensions. */
  browser: '/usr/lib/chromium/chromium',
  outOfServicePage: '/usr/lib/asan-kiosk/provisioning/glass/out-of-service.html',
  /** Signed reports, and the state of an unfinished test. */
  acceptance: '/var/lib/asan-kiosk/acceptance',

  /** Rule for a panel that the acceptance test found turned. */
  touchRules: '/etc/udev/rules.d/72-asan-kiosk-touch.rules',
} as const;

/** `glass` is the user of the browser. Of the kiosk's data it may read only the start page. */
export const USERS = { kiosk: 'asan-kiosk', glass: 'asan-glass' } as const;

/**
 * `asan-kiosk.NAME` of /etc/credstore, or encrypted in /etc/credstore.encrypted (systemd.exec(5), ImportCredential=). `identity`: key and
 * certificate in one text: both change at once.
 */
export const CREDENTIALS = {
  identity: 'identity',
  terminalPassword: 'terminal-password',
  ...STAFF_CREDENTIALS,
} as const;

export const UNITS = {
  kiosk: 'asan-kiosk.service',
  glass: 'asan-glass.service',
  recovery: 'asan-recovery.service',
} as const;

/**
 * `socket` holds the ports from boot to shutdown. While the kiosk is away, a connection starts `waiting`, which does nothing: a stopped
 * kiosk must stay stopped.
 */
export const PORT_UNITS = { socket: 'asan-kiosk.socket', waiting: 'asan-kiosk-port.service' } as const;

/** Root's answer to fixed requests of the kiosk: restart, power off, try, keep or drop an exchanged device. */
export const STEWARD = {
  socket: 'asan-steward.socket',
  service: 'asan-steward@.service',
  path: STEWARD_SOCKET,
} as const;

/** Once a day: renews the certificate if its renewal is due. */
export const RENEWAL = { service: 'asan-kiosk-renew.service', timer: 'asan-kiosk-renew.timer' } as const;
